/** InferenceSession on onnxruntime-web. */
@NullMarked
package dev.hearth.onnx;

import org.jspecify.annotations.NullMarked;
