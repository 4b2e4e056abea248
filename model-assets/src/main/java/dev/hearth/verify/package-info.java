/** Checks a models folder as a browser and its host will. */
@NullMarked
package dev.hearth.verify;

import org.jspecify.annotations.NullMarked;
