package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.image.Bitmap;
import dev.hearth.jvm.JvmModels;
import dev.hearth.jvm.JvmPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitReaderTest {
  private static final Path SITE = Path.of(System.getProperty("site"));

  @ParameterizedTest
  @ValueSource(strings = {"3", "7", "8"})
  void samples_areRead(String digit) throws IOException {
    byte[] file = Files.readAllBytes(SITE.resolve("samples").resolve(digit + ".png"));
    Bitmap picture = JvmPictures.read(file);

    String read =
        DigitReader.read(new JvmModels(), SITE.resolve("models/digits").toString(), picture);

    assertEquals(digit, read);
  }
}
