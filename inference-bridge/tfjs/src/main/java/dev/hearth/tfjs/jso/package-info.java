/** Overlays of TensorFlow.js's JavaScript API: its names, no logic. */
@NullMarked
package dev.hearth.tfjs.jso;

import org.jspecify.annotations.NullMarked;
