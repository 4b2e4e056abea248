/** One folder for each task: its translator and its result. */
@NullMarked
package dev.hearth.task;

import org.jspecify.annotations.NullMarked;
