/** Reads ONNX files. */
@NullMarked
package dev.hearth.model.onnx;

import org.jspecify.annotations.NullMarked;
