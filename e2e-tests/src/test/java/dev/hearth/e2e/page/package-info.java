/** What a person does on a page: draw, choose a file, look. */
@NullMarked
package dev.hearth.e2e.page;

import org.jspecify.annotations.NullMarked;
