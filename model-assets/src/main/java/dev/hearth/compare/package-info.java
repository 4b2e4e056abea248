/**
 * Tells where a package differs from the program that trained its model, and why: steps are
 * measured, hypotheses edit the manifest, a search ranks them, a report says it in words.
 */
@NullMarked
package dev.hearth.compare;

import org.jspecify.annotations.NullMarked;
