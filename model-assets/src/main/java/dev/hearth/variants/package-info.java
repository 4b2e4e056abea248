/** The same model with its weights in fewer bits, and what that costs. */
@NullMarked
package dev.hearth.variants;

import org.jspecify.annotations.NullMarked;
