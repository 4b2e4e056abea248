/** The built site, served by the dev server in a process of its own. */
@NullMarked
package dev.hearth.e2e.site;

import org.jspecify.annotations.NullMarked;
