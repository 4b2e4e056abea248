/** Variants of TensorFlow.js models. */
@NullMarked
package dev.hearth.variants.tfjs;

import org.jspecify.annotations.NullMarked;
