/** How far long work is, told while it goes on. */
@NullMarked
package dev.hearth.progress;

import org.jspecify.annotations.NullMarked;
