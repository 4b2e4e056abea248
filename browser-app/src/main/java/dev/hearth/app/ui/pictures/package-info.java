/** Models that take pictures: their inputs and answers. */
@NullMarked
package dev.hearth.app.ui.pictures;

import org.jspecify.annotations.NullMarked;
