import dev.hearth.image.Bitmap;
import dev.hearth.image.DigitNormalizer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * Runs DigitNormalizer over a file of pictures, for evaluate.py.
 *
 * <p>In: big-endian int count, then per picture int width, int height, RGBA bytes. Out: per picture
 * 784 big-endian floats, all NaN where no ink was found.
 */
final class NormalizeAll {
  public static void main(String[] args) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0])));
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(args[1])))) {
      int count = in.readInt();
      long nanos = 0;
      long slowest = 0;
      for (int i = 0; i < count; i++) {
        int width = in.readInt();
        int height = in.readInt();
        Bitmap picture = new Bitmap(width, height, in.readNBytes(4 * width * height));
        long start = System.nanoTime();
        var found = DigitNormalizer.normalize(picture);
        long took = System.nanoTime() - start;
        nanos += took;
        slowest = i < count / 2 ? 0 : Math.max(slowest, took);
        float[] digit = found.orElse(null);
        for (int k = 0; k < 784; k++) {
          out.writeFloat(digit == null ? Float.NaN : digit[k]);
        }
      }
      System.out.println("pictures " + count + ", mean ms " + nanos / 1e6 / count
          + ", slowest of second half ms " + slowest / 1e6);
    }
  }
}
