/** JSON, read strictly and written plainly. */
@NullMarked
package dev.hearth.json;

import org.jspecify.annotations.NullMarked;
