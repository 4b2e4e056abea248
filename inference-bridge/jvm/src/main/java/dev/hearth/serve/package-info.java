/** Models of a site over HTTP: what two servers' protocols ask, answered by ONNX Runtime. */
@NullMarked
package dev.hearth.serve;

import org.jspecify.annotations.NullMarked;
