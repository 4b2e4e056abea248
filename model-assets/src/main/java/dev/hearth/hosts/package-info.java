/** A deployed site as its visitors get it. */
@NullMarked
package dev.hearth.hosts;

import org.jspecify.annotations.NullMarked;
