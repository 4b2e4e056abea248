package dev.hearth.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Says what is wrong about the words of a command, and where the right ones are listed. */
final class UsageMessages implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] words) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("hearth: " + Plain.text(String.valueOf(e.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help tells how it is used.");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
