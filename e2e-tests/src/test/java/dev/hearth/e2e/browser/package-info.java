/** Starting a real browser and watching all that it asks for and complains about. */
@NullMarked
package dev.hearth.e2e.browser;

import org.jspecify.annotations.NullMarked;
