/** Pictures in, boxes with labels and scores out. */
@NullMarked
package dev.hearth.task.objectdetection;

import org.jspecify.annotations.NullMarked;
