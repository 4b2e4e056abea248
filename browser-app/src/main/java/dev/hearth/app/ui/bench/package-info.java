/** What the inputs of an opened model share: the stage, its tabs, and the answer. */
@NullMarked
package dev.hearth.app.ui.bench;

import org.jspecify.annotations.NullMarked;
