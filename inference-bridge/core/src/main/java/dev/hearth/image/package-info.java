/** Pictures before the model: decoding-free resize, crop, normalisation and layout. */
@NullMarked
package dev.hearth.image;

import org.jspecify.annotations.NullMarked;
