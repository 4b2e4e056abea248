/** Pictures or sentences in, vectors out whose angles tell their likeness. */
@NullMarked
package dev.hearth.task.featureextraction;

import org.jspecify.annotations.NullMarked;
