/** A site's models folder, as the command line writes it. */
@NullMarked
package dev.hearth.site;

import org.jspecify.annotations.NullMarked;
