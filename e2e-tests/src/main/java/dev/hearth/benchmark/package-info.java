/** The Java half of the benchmark: see {@code src/benchmark} for what it is compared with. */
@NullMarked
package dev.hearth.benchmark;

import org.jspecify.annotations.NullMarked;
