/** Converts Keras models, HDF5 files and .keras archives, into TensorFlow.js layers models. */
@NullMarked
package dev.hearth.model.keras;

import org.jspecify.annotations.NullMarked;
