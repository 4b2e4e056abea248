/** The program of a person's own model: read and run here, without a package. */
@NullMarked
package dev.hearth.app.ui.own;

import org.jspecify.annotations.NullMarked;
