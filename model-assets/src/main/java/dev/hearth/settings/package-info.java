/** The settings of a built site, and the files for hosts that follow from them. */
@NullMarked
package dev.hearth.settings;

import org.jspecify.annotations.NullMarked;
