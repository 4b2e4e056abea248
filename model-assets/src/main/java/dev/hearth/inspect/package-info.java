/** What a model or a package is made of, and where it can run. */
@NullMarked
package dev.hearth.inspect;

import org.jspecify.annotations.NullMarked;
