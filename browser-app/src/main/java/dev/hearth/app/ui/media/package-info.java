/** The browser's camera, microphone, pictures and files, as the views use them. */
@NullMarked
package dev.hearth.app.ui.media;

import org.jspecify.annotations.NullMarked;
