/** Long runs: what waits, runs, and is done, with what came of it. */
@NullMarked
package dev.hearth.app.ui.runs;

import org.jspecify.annotations.NullMarked;
