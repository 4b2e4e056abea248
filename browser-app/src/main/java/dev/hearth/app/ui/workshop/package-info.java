/** The program of the views about all models: runs, benchmark, doctor, about. */
@NullMarked
package dev.hearth.app.ui.workshop;

import org.jspecify.annotations.NullMarked;
