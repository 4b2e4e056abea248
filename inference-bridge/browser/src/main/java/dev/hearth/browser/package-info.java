/** Models in a browser: packages by their address, files as they come, pictures. */
@NullMarked
package dev.hearth.browser;

import org.jspecify.annotations.NullMarked;
