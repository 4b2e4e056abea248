package dev.hearth.image;

/**
 * Reads how a camera was held from a picture's file: the Orientation tag (0x0112) of the EXIF data
 * in a JPEG's APP1 segment, a PNG's eXIf chunk or a WebP's EXIF chunk.
 */
public final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int APP1 = 0xe1;
  private static final int START_OF_SCAN = 0xda;

  private final byte[] file;
  private final int from;
  private final int end;
  private final boolean littleEndian;

  private ExifOrientation(byte[] file, int from, int end) {
    this.file = file;
    this.from = from;
    this.end = end;
    littleEndian = from < end && file[from] == 'I';
  }

  /** Returns the orientation of a picture's file; {@link Orientation#UPRIGHT} if it tells none. */
  public static Orientation of(byte[] file) {
    ExifOrientation bytes = new ExifOrientation(file, 0, file.length);
    if (bytes.number(0, 2, false) == 0xffd8) {
      return bytes.ofJpeg();
    } else if (bytes.is(0, "\u0089PNG\r\n\u001a\n")) {
      return bytes.ofChunks(8, 8, false, "eXIf");
    } else if (bytes.is(0, "RIFF") && bytes.is(8, "WEBP")) {
      return bytes.ofChunks(12, 8, true, "EXIF");
    }
    return Orientation.UPRIGHT;
  }

  private Orientation ofJpeg() {
    long at = 2;
    while (number(at, 1, false) == 0xff) {
      long marker = number(at + 1, 1, false);
      if (marker == 0xff) {
        at++;
        continue;
      }
      long length = number(at + 2, 2, false);
      if (marker == START_OF_SCAN || length < 2) {
        break;
      }
      if (marker == APP1 && is(at + 4, "Exif\0\0")) {
        return ofTiff(at + 10, at + 2 + length);
      }
      at += 2 + length;
    }
    return Orientation.UPRIGHT;
  }

  /** Chunks of PNG are length, name, data, checksum; those of RIFF name, length, padded data. */
  private Orientation ofChunks(long first, int header, boolean riff, String name) {
    for (long at = first; at + header <= end; ) {
      long length = number(at + (riff ? 4 : 0), 4, riff);
      long data = at + header;
      if (is(at + (riff ? 0 : 4), name)) {
        // Some writers of WebP leave JPEG's prefix in.
        return ofTiff(data + (is(data, "Exif\0\0") ? 6 : 0), data + length);
      }
      at = data + length + (riff ? length & 1 : 4);
    }
    return Orientation.UPRIGHT;
  }

  private Orientation ofTiff(long start, long stop) {
    return stop > end || start >= stop
        ? Orientation.UPRIGHT
        : new ExifOrientation(file, (int) start, (int) stop).tag();
  }

  /** Looks through the first directory, whose entries are tag, type, count and value. */
  private Orientation tag() {
    if (!is(0, littleEndian ? "II*\0" : "MM\0*")) {
      return Orientation.UPRIGHT;
    }
    long directory = number(4, 4, littleEndian);
    long entries = number(directory, 2, littleEndian);
    for (long i = 0; i < entries; i++) {
      long entry = directory + 2 + 12 * i;
      if (number(entry, 2, littleEndian) == TAG) {
        long value = number(entry + 8, 2, littleEndian);
        boolean known =
            number(entry + 2, 2, littleEndian) == SHORT
                && number(entry + 4, 4, littleEndian) == 1
                && value >= 1
                && value <= 8;
        return known ? Orientation.of((int) value) : Orientation.UPRIGHT;
      }
    }
    return Orientation.UPRIGHT;
  }

  /** Returns an unsigned number; -1 where it is not all there. */
  private long number(long at, int bytes, boolean isLittle) {
    if (at < 0 || from + at + bytes > end) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (file[from + (int) at + (isLittle ? bytes - 1 - i : i)] & 0xff);
    }
    return value;
  }

  private boolean is(long at, String text) {
    boolean same = at >= 0 && from + at + text.length() <= end;
    for (int i = 0; same && i < text.length(); i++) {
      same = (file[from + (int) at + i] & 0xff) == text.charAt(i);
    }
    return same;
  }
}
