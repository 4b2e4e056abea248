/** Variants of ONNX models. */
@NullMarked
package dev.hearth.variants.onnx;

import org.jspecify.annotations.NullMarked;
