/** The model package: one class per part, reader and writer in the same place. */
@NullMarked
package dev.hearth.manifest;

import org.jspecify.annotations.NullMarked;
