package dev.hearth.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size such as {@code 4MiB}, {@code 512KiB} or {@code 4194304}. */
final class SizeConverter implements ITypeConverter<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB)?");
  private static final long LEAST = 1 << 10;
  private static final long MOST = 100 << 20;

  @Override
  public Integer convert(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (matcher.matches()) {
      String unit = matcher.group(2) == null ? "B" : matcher.group(2);
      int shift = unit.equals("MiB") ? 20 : unit.equals("KiB") ? 10 : 0;
      long bytes = Long.parseLong(matcher.group(1)) << shift;
      if (bytes >= LEAST && bytes <= MOST) {
        return (int) bytes;
      }
    }
    throw new TypeConversionException(
        "expected a size of 1KiB to 100MiB such as 4MiB, found " + text);
  }
}
