/** Sound in, labels with probabilities out, once or live. */
@NullMarked
package dev.hearth.task.audioclassification;

import org.jspecify.annotations.NullMarked;
