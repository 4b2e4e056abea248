/** Sounds in, the stretches of speech out. */
@NullMarked
package dev.hearth.task.voiceactivity;

import org.jspecify.annotations.NullMarked;
