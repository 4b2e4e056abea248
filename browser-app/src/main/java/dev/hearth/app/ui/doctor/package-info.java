/** What this device and browser can do. */
@NullMarked
package dev.hearth.app.ui.doctor;

import org.jspecify.annotations.NullMarked;
