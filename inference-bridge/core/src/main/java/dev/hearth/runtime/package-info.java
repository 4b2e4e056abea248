/** Ports to the runtimes, and the one exception they throw. */
@NullMarked
package dev.hearth.runtime;

import org.jspecify.annotations.NullMarked;
