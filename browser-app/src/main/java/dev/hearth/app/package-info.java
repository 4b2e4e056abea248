/** The app: a page and its workers. */
@NullMarked
package dev.hearth.app;

import org.jspecify.annotations.NullMarked;
