package dev.hearth.cli;

import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one sentence, without a stack trace. */
final class FailureMessages implements IExecutionExceptionHandler {
  private static final int INPUT_AT_FAULT = 1;

  @Override
  public int handleExecutionException(
      Exception e, CommandLine commandLine, ParseResult parseResult) {
    commandLine.getErr().println("hearth: " + Plain.text(sentence(e)));
    commandLine.getErr().flush();
    return INPUT_AT_FAULT;
  }

  private static String sentence(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    boolean says = e instanceof BadInputException || e instanceof InferenceException;
    // Core's own checks of what it was given.
    if (says || e instanceof IllegalArgumentException) {
      return message;
    } else if (e instanceof AccessDeniedException) {
      return "No permission to read or write " + message;
    } else if (e instanceof NoSuchFileException) {
      return "There is no file " + message;
    } else if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "Expected a folder, found the file " + message;
    } else if (e instanceof IOException) {
      return "Could not read or write: " + message;
    }
    return "This is a bug in hearth, please report it: "
        + e.getClass().getSimpleName()
        + ": "
        + message;
  }
}
