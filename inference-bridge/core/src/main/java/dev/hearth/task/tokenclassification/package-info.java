/** Texts in, labelled spans of them out. */
@NullMarked
package dev.hearth.task.tokenclassification;

import org.jspecify.annotations.NullMarked;
