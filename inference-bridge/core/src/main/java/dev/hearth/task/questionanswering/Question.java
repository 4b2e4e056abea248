package dev.hearth.task.questionanswering;

/**
 * What is asked, and of what.
 *
 * @param question such as {@code Who wrote it?}
 * @param context the text that holds the answer
 */
public record Question(String question, String context) {}
