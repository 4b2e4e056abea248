/** Texts in, labels with probabilities out. */
@NullMarked
package dev.hearth.task.textclassification;

import org.jspecify.annotations.NullMarked;
