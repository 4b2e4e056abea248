/** Reads ONNX files, but for the values of their weights. */
@NullMarked
package dev.hearth.source.onnx;

import org.jspecify.annotations.NullMarked;
