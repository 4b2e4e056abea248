/** What the page and the worker say to each other. */
@NullMarked
package dev.hearth.app.protocol;

import org.jspecify.annotations.NullMarked;
