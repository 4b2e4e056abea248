/** Inputs with known outputs: read from a file, or computed here. */
@NullMarked
package dev.hearth.goldens;

import org.jspecify.annotations.NullMarked;
