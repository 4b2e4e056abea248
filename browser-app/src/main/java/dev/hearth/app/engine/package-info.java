/**
 * The engine: loads models, turns inputs into predictions; in a worker, or on the page's thread.
 */
@NullMarked
package dev.hearth.app.engine;

import org.jspecify.annotations.NullMarked;
