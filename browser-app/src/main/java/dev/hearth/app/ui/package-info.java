/** What a person sees. */
@NullMarked
package dev.hearth.app.ui;

import org.jspecify.annotations.NullMarked;
