/** One suite, whose numbers are the same on the JVM, in JavaScript and in Wasm GC. */
@NullMarked
package dev.hearth.parity;

import org.jspecify.annotations.NullMarked;
