/** One opened model: loading, use, details. */
@NullMarked
package dev.hearth.app.ui.model;

import org.jspecify.annotations.NullMarked;
