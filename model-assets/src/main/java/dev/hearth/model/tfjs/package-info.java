/** Reads TensorFlow.js model folders. */
@NullMarked
package dev.hearth.model.tfjs;

import org.jspecify.annotations.NullMarked;
