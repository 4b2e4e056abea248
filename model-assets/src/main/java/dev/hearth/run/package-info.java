/** Predictions by model packages on this machine. */
@NullMarked
package dev.hearth.run;

import org.jspecify.annotations.NullMarked;
