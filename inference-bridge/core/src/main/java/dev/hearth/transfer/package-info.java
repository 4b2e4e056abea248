/** Bringing shards here: checked, kept on the device, retried, several at a time. */
@NullMarked
package dev.hearth.transfer;

import org.jspecify.annotations.NullMarked;
