/** Pictures in, a label for every pixel out. */
@NullMarked
package dev.hearth.task.imagesegmentation;

import org.jspecify.annotations.NullMarked;
