/** Which versions of a site's models are offered, changed in place on its static files. */
@NullMarked
package dev.hearth.release;

import org.jspecify.annotations.NullMarked;
