/** Models that take sounds: their inputs and answers. */
@NullMarked
package dev.hearth.app.ui.sounds;

import org.jspecify.annotations.NullMarked;
