/** What every view of the page is made of: elements, words, problems, files. */
@NullMarked
package dev.hearth.app.ui.kit;

import org.jspecify.annotations.NullMarked;
