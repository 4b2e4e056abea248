/** Sessions on ONNX Runtime for Java: for tests, goldens and the command line. */
@NullMarked
package dev.hearth.jvm;

import org.jspecify.annotations.NullMarked;
