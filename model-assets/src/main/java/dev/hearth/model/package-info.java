/** A trained model as its author left it, whatever its format. */
@NullMarked
package dev.hearth.model;

import org.jspecify.annotations.NullMarked;
