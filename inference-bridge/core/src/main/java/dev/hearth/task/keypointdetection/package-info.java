/** Pictures in, named points out. */
@NullMarked
package dev.hearth.task.keypointdetection;

import org.jspecify.annotations.NullMarked;
