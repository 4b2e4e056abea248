/** Reads TensorFlow.js models, but for the values of their weights. */
@NullMarked
package dev.hearth.source.tfjs;

import org.jspecify.annotations.NullMarked;
