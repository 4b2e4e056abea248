package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hearth.image.DigitNormalizer;
import dev.hearth.image.GreyImage;
import dev.hearth.testing.TestData;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The shipped digits model on the whole MNIST test set, pictures read as a user's would be. */
class DigitsAccuracyTest {

  private static final int COUNT = 10_000;
  private static final int BATCH = 500;
  private static final double LEAST_ACCURACY = 0.992;

  @Test
  void digits_readMnistThroughNormalizer() throws IOException, OrtException {
    byte[] pixels = idx("mnist/test-images-idx3-ubyte.gz", 16, COUNT * 784);
    byte[] labels = idx("mnist/test-labels-idx1-ubyte.gz", 8, COUNT);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    int right = 0;
    try (OrtSession session = environment.createSession(model().toString())) {
      for (int start = 0; start < COUNT; start += BATCH) {
        float[] batch = normalized(pixels, start);
        long[] shape = {BATCH, 1, 28, 28};
        try (OnnxTensor image =
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(batch), shape);
            OrtSession.Result result = session.run(Map.of("image", image))) {
          float[][] logits = (float[][]) result.get("logits").orElseThrow().getValue();
          for (int i = 0; i < BATCH; i++) {
            right += argmax(logits[i]) == labels[start + i] ? 1 : 0;
          }
        }
      }
    }
    assertTrue(right >= LEAST_ACCURACY * COUNT, right + " right of " + COUNT);
  }

  private static Path model() {
    Path module = Path.of(System.getProperty("basedir", ""));
    Path model = module.resolve("../../model-assets/src/main/models/digits/model.onnx");
    assertTrue(Files.exists(model), "the shipped model is at " + model.toAbsolutePath());
    return model;
  }

  private static float[] normalized(byte[] pixels, int start) {
    float[] batch = new float[BATCH * 784];
    for (int i = 0; i < BATCH; i++) {
      byte[] levels = new byte[784];
      System.arraycopy(pixels, (start + i) * 784, levels, 0, 784);
      float[] digit = DigitNormalizer.normalize(new GreyImage(28, 28, levels)).orElseThrow();
      System.arraycopy(digit, 0, batch, i * 784, 784);
    }
    return batch;
  }

  private static byte[] idx(String file, int header, int bytes) throws IOException {
    Path path = TestData.training(file);
    try (var in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(path))))) {
      in.readFully(new byte[header]);
      byte[] out = in.readNBytes(bytes);
      assertEquals(bytes, out.length, file);
      return out;
    }
  }

  private static int argmax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
