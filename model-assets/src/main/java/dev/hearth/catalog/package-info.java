/** Well-known models by their public addresses, sizes and hashes. */
@NullMarked
package dev.hearth.catalog;

import org.jspecify.annotations.NullMarked;
