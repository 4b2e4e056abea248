/** Shapes, element types and tensors: the values that go into a model and come out of it. */
@NullMarked
package dev.hearth.tensor;

import org.jspecify.annotations.NullMarked;
