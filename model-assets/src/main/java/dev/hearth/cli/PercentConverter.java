package dev.hearth.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a share of people such as {@code 10%} or {@code 10}. */
final class PercentConverter implements ITypeConverter<Integer> {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})%?");

  @Override
  public Integer convert(String text) {
    Matcher matcher = PERCENT.matcher(text);
    if (matcher.matches() && Integer.parseInt(matcher.group(1)) <= 100) {
      return Integer.valueOf(matcher.group(1));
    }
    throw new TypeConversionException(
        "expected a whole number of per cent, 0% to 100%, found " + text);
  }
}
