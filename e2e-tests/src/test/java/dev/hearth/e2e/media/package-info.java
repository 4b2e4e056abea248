/** What the fake camera and microphone play, made from the test data. */
@NullMarked
package dev.hearth.e2e.media;

import org.jspecify.annotations.NullMarked;
