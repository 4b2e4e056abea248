package dev.hearth.image;

/**
 * Reads how a camera was held from a picture's file: the Orientation tag (0x0112) of the EXIF data
 * in a JPEG's APP1 segment, a PNG's eXIf chunk or a WebP's EXIF chunk.
 */
public final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int APP1 = 0xffe1;
  private static final int START_OF_SCAN = 0xffda;

  private final byte[] file;

  private ExifOrientation(byte[] file) {
    this.file = file;
  }

  /** Returns the orientation of a picture's file; {@link Orientation#UPRIGHT} if it tells none. */
  public static Orientation of(byte[] file) {
    ExifOrientation bytes = new ExifOrientation(file);
    int tiff =
        bytes.number(0, 2, false) == 0xffd8
            ? bytes.inJpeg()
            : bytes.is(1, "PNG\r\n")
                ? bytes.inChunks(8, false, "eXIf")
                : bytes.is(8, "WEBP") ? bytes.inChunks(12, true, "EXIF") : -1;
    int exif = bytes.tag(tiff);
    return exif < 1 || exif > 8 ? Orientation.UPRIGHT : new Orientation(exif);
  }

  /** Returns where the TIFF within a JPEG begins; -1 for none. */
  private int inJpeg() {
    for (int at = 2; ; ) {
      int marker = number(at, 2, false);
      int length = number(at + 2, 2, false);
      if (marker == APP1 && is(at + 4, "Exif\0\0")) {
        return at + 10;
      } else if (marker < 0xff00 || marker == START_OF_SCAN || length < 2) {
        return -1;
      }
      // Any number of bytes of 0xff may come before a marker.
      at += marker == 0xffff ? 1 : 2 + length;
    }
  }

  /** Chunks of PNG are length, name, data, checksum; those of RIFF name, length, padded data. */
  private int inChunks(int first, boolean riff, String name) {
    for (int at = first; ; ) {
      int length = number(at + (riff ? 4 : 0), 4, riff);
      int data = at + 8;
      if (is(at + (riff ? 0 : 4), name)) {
        // Some writers of WebP leave JPEG's prefix in.
        return is(data, "Exif\0\0") ? data + 6 : data;
      } else if (length < 0 || length > file.length - data) {
        return -1;
      }
      at = data + length + (riff ? length & 1 : 4);
    }
  }

  /** Looks through the first directory, whose entries are tag, type, count and value. */
  private int tag(int tiff) {
    boolean little = is(tiff, "II*\0");
    int directory = number(tiff + 4, 4, little);
    if ((!little && !is(tiff, "MM\0*")) || directory < 0 || directory > file.length) {
      return -1;
    }
    int at = tiff + directory;
    for (int left = number(at, 2, little); left > 0; left--, at += 12) {
      if (number(at + 2, 2, little) == TAG) {
        return number(at + 4, 2, little) == SHORT && number(at + 6, 4, little) == 1
            ? number(at + 10, 2, little)
            : -1;
      }
    }
    return -1;
  }

  /** Returns a number, unsigned but where it has four bytes; -1 where it is not all there. */
  private int number(int at, int bytes, boolean little) {
    if (at < 0 || at > file.length - bytes) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (file[at + (little ? bytes - 1 - i : i)] & 0xff);
    }
    return value;
  }

  private boolean is(int at, String text) {
    boolean same = at >= 0 && at <= file.length - text.length();
    for (int i = 0; same && i < text.length(); i++) {
      same = file[at + i] == text.charAt(i);
    }
    return same;
  }
}
