/** Models that read texts: what they are given, and what they answer. */
@NullMarked
package dev.hearth.app.ui.texts;

import org.jspecify.annotations.NullMarked;
