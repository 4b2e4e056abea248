/** Rows of tables: typed in, or many of them from a file. */
@NullMarked
package dev.hearth.app.ui.tables;

import org.jspecify.annotations.NullMarked;
