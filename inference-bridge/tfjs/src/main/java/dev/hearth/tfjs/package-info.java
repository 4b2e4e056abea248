/** InferenceSession on TensorFlow.js. */
@NullMarked
package dev.hearth.tfjs;

import org.jspecify.annotations.NullMarked;
