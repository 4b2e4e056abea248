/** Sound before the model: WAV reading, resampling, framing and log-mel features. */
@NullMarked
package dev.hearth.audio;

import org.jspecify.annotations.NullMarked;
