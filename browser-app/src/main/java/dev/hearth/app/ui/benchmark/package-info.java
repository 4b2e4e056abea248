/** Measures models on this device. */
@NullMarked
package dev.hearth.app.ui.benchmark;

import org.jspecify.annotations.NullMarked;
