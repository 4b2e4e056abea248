/**
 * The golden suite: the same cases on the JVM, in JavaScript and in Wasm GC, compared by hashes of
 * every bit they give. For tests only, and never shipped.
 */
@NullMarked
package dev.hearth.parity;

import org.jspecify.annotations.NullMarked;
