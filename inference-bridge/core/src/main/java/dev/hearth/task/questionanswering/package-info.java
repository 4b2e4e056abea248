/** Questions with texts in, answering spans out. */
@NullMarked
package dev.hearth.task.questionanswering;

import org.jspecify.annotations.NullMarked;
