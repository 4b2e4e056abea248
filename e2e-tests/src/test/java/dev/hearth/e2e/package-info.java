/** Tests of the built site in a real browser. */
@NullMarked
package dev.hearth.e2e;

import org.jspecify.annotations.NullMarked;
