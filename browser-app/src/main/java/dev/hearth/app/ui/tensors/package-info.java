/** Tensors as they are, for models of which the page knows nothing else. */
@NullMarked
package dev.hearth.app.ui.tensors;

import org.jspecify.annotations.NullMarked;
