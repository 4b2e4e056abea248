/** Preprocess, run, postprocess: the loop around a session, with its timings. */
@NullMarked
package dev.hearth.predict;

import org.jspecify.annotations.NullMarked;
