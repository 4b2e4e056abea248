/** The platform for Java: promises, threads, fetch, typed arrays. */
@NullMarked
package dev.hearth.js;

import org.jspecify.annotations.NullMarked;
