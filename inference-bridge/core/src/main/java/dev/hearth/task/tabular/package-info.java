/** Rows of tables in, labels or numbers out. */
@NullMarked
package dev.hearth.task.tabular;

import org.jspecify.annotations.NullMarked;
