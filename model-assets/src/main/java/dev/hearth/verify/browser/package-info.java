/** The goldens of every variant in a browser that is installed here. */
@NullMarked
package dev.hearth.verify.browser;

import org.jspecify.annotations.NullMarked;
