package dev.hearth.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.image.Bitmap;
import dev.hearth.json.JsonObject;
import dev.hearth.runtime.InferenceException;
import dev.hearth.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JvmPicturesTest {
  @Test
  void read_givesThePixelsOfPillow() throws IOException, GeneralSecurityException {
    String index = Files.readString(TestData.path("parity/image/index.json"));
    int photos = 0;
    for (JsonObject photo : JsonObject.parse("index", index).objects("photos", one -> one)) {
      Bitmap picture = JvmPictures.read(Files.readAllBytes(TestData.path(photo.string("image"))));
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int at = 0; at < picture.rgba().length; at += 4) {
        digest.update(picture.rgba(), at, 3);
      }
      String found = HexFormat.of().formatHex(digest.digest());
      assertEquals(photo.string("decodedRGBsha256"), found, photo.string("image"));
      photos++;
    }
    assertEquals(5, photos);
  }

  @Test
  void read_refusesWhatIsNoPicture() throws IOException {
    byte[] text = "no picture".getBytes(StandardCharsets.UTF_8);
    assertThrows(InferenceException.class, () -> JvmPictures.read(text));
    byte[] photo = Files.readAllBytes(TestData.path("images/face_portrait.jpg"));
    Random random = new Random(2);
    for (int round = 0; round < 40; round++) {
      byte[] damaged = photo.clone();
      for (int i = 0; i < 20; i++) {
        damaged[random.nextInt(800)] = (byte) random.nextInt(256);
      }
      try {
        JvmPictures.read(damaged);
      } catch (InferenceException | IllegalArgumentException e) {
        assertEquals(false, e.getMessage().isEmpty());
      }
    }
  }
}
