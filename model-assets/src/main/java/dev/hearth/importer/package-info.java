/** From a trained model's files to a model package. */
@NullMarked
package dev.hearth.importer;

import org.jspecify.annotations.NullMarked;
