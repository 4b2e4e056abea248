/** Ed25519 keys and signatures of releases. */
@NullMarked
package dev.hearth.signing;

import org.jspecify.annotations.NullMarked;
