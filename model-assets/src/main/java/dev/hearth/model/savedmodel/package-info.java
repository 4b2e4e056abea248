/** Converts TensorFlow SavedModels into TensorFlow.js graph models. */
@NullMarked
package dev.hearth.model.savedmodel;

import org.jspecify.annotations.NullMarked;
