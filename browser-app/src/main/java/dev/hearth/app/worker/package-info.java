/** The worker: loads a model, turns inputs into predictions. */
@NullMarked
package dev.hearth.app.worker;

import org.jspecify.annotations.NullMarked;
