/** Overlays of onnxruntime-web's JavaScript API: its names, no logic. */
@NullMarked
package dev.hearth.onnx.jso;

import org.jspecify.annotations.NullMarked;
