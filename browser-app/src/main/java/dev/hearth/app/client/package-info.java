/** The page's side of a model that runs in a worker. */
@NullMarked
package dev.hearth.app.client;

import org.jspecify.annotations.NullMarked;
