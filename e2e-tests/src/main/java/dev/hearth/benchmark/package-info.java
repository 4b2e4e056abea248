/** Hearth's side of the speed benchmark, compiled as the page is. */
@NullMarked
package dev.hearth.benchmark;

import org.jspecify.annotations.NullMarked;
