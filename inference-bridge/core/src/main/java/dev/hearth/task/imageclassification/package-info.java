/** Picture in, labels with probabilities out. */
@NullMarked
package dev.hearth.task.imageclassification;

import org.jspecify.annotations.NullMarked;
