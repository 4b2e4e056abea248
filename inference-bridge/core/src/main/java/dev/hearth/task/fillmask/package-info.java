/** Texts with gaps in, words for the gaps out. */
@NullMarked
package dev.hearth.task.fillmask;

import org.jspecify.annotations.NullMarked;
