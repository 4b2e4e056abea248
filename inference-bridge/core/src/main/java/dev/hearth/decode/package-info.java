/** What the numbers mean: softmax, top-k. */
@NullMarked
package dev.hearth.decode;

import org.jspecify.annotations.NullMarked;
