/** What a model is for and how its input is prepared, by what its files tell. */
@NullMarked
package dev.hearth.guess;

import org.jspecify.annotations.NullMarked;
