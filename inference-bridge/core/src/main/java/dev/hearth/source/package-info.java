/** The files of a model as its author left them, wherever they lie, and what they say of it. */
@NullMarked
package dev.hearth.source;

import org.jspecify.annotations.NullMarked;
