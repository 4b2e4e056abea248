/**
 * The dev server: serves the built site as a static host would, with the headers of its _headers
 * file.
 */
@NullMarked
package dev.hearth.site;

import org.jspecify.annotations.NullMarked;
