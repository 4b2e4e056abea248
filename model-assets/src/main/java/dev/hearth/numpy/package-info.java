/** Arrays as NumPy stores them: {@code .npy} and {@code .npz}. */
@NullMarked
package dev.hearth.numpy;

import org.jspecify.annotations.NullMarked;
