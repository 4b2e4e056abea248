package dev.hearth.app.ui.kit;

import dev.hearth.app.client.Inventory.Kept;
import dev.hearth.app.client.Offered;
import dev.hearth.app.client.Release;
import dev.hearth.app.client.Requests.Counts;
import dev.hearth.app.client.Requests.Request;
import dev.hearth.manifest.Task;
import dev.hearth.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/** The words of the page that depend on numbers or states; the others are in index.html. */
public final class Text {
  public static final String HEARTH = "Hearth";
  public static final String THEME = "Theme: ";
  public static final String READY = "Ready";

  public static final String DRAW_HINT = "Draw to see a prediction.";
  public static final String PICTURE_HINT = "Choose a picture to see a prediction.";
  public static final String CAMERA_HINT = "Start the camera to see a prediction.";
  public static final String LIVE_HINT = "Start listening to see a prediction.";
  public static final String RECORD_HINT = "Record to see a prediction.";
  public static final String SOUND_HINT = "Choose a sound to see a prediction.";
  public static final String LOADING_HINT = "The prediction appears here.";

  public static final String CHOOSE_ANOTHER = "Choose another";
  public static final String CAMERA_START = "Start camera";
  public static final String CAMERA_STARTING = "Waiting for the camera\u2026";
  public static final String MIC_START = "Start listening";
  public static final String MIC_STARTING = "Waiting for the microphone\u2026";
  public static final String RECORD = "Record";
  public static final String RECORD_TITLE = "Record one second";
  public static final String RECORD_AGAIN = "Record again";
  public static final String GET_READY = "Get ready\u2026";
  public static final String SPEAK_NOW = "Speak now";
  public static final String RECORDED = "Recorded";

  public static final String DEVICE = "This device";
  public static final String RUNTIMES = "What runs models";
  public static final String RUNTIMES_ABOUT = "The runtimes, downloaded again with the next model";
  public static final String PAGE = "This page";
  public static final String PAGE_ABOUT = "Stays, so that it opens without a network";
  public static final String DELETE_ALL = "Delete all";
  public static final String DELETED = "Deleted";
  public static final String SURE = "Really delete?";
  public static final String THE_OFFERED_ONE = "the one offered to you";

  private Text() {}

  public static String theme(String choice) {
    return switch (choice) {
      case "light" -> "Light";
      case "dark" -> "Dark";
      default -> "System";
    };
  }

  public static String task(Task task) {
    return switch (task) {
      case IMAGE_CLASSIFICATION -> "Names pictures";
      case AUDIO_CLASSIFICATION -> "Names sounds";
      case TENSORS -> "Numbers in, numbers out";
      case OBJECT_DETECTION -> "Finds things";
      case KEYPOINT_DETECTION -> "Finds points";
      case IMAGE_SEGMENTATION -> "Outlines things";
      case IMAGE_TO_IMAGE -> "Makes pictures";
      case IMAGE_FEATURE_EXTRACTION -> "Compares pictures";
      case VOICE_ACTIVITY_DETECTION -> "Hears speech";
      case TEXT_CLASSIFICATION -> "Names texts";
      case TOKEN_CLASSIFICATION -> "Marks words";
      case QUESTION_ANSWERING -> "Answers questions";
      case FILL_MASK -> "Fills gaps";
      case SENTENCE_SIMILARITY -> "Compares sentences";
      case TABULAR_CLASSIFICATION -> "Names rows";
      case TABULAR_REGRESSION -> "Reckons numbers";
    };
  }

  public static String progress(long bytes, long total) {
    return Format.bareMegabytes(bytes)
        + " of "
        + Format.megabytes(total)
        + " \u00b7 "
        + Format.wholePercent((double) bytes / total);
  }

  public static String cameFrom(Transfer transfer) {
    String network = Format.size(transfer.networkBytes()) + " from the network";
    String device = Format.size(transfer.deviceBytes()) + " from this device";
    String both =
        transfer.deviceBytes() == 0
            ? network
            : transfer.networkBytes() == 0 ? device : network + ", " + device;
    return both
        + twice(transfer.discardedBytes(), " more came broken and were asked for again")
        + twice(transfer.repairedBytes(), " were damaged on this device and are replaced")
        + (transfer.refusal().isEmpty()
            ? ""
            : "; not kept for the next visit: " + transfer.refusal());
  }

  private static String twice(long bytes, String why) {
    return bytes == 0 ? "" : "; " + Format.size(bytes) + why;
  }

  public static String selfTest(int cases, double maxAbsDiff) {
    return cases
        + (cases == 1 ? " reference case" : " reference cases")
        + " reproduced, largest difference "
        + Format.difference(maxAbsDiff);
  }

  /** Says that a model needs no network any more. */
  public static String worksOffline(String title) {
    return title + ": works offline";
  }

  /** Says why a model did not get onto this device. */
  public static String notKept(String code) {
    return switch (code) {
      case "NETWORK" -> "The site did not answer. Connect, then try again.";
      case "QUOTA" -> "There is not enough room on this device.";
      case "MODEL_NOT_FOUND" -> "This site offers no version of it now.";
      case "INTEGRITY" -> "The download does not match its seal. Try again.";
      default -> "This browser did not store it.";
    };
  }

  /** Says how many threads a model runs on, and why not on more. */
  public static String threads(int threads, String note) {
    return switch (note) {
      case "reload" ->
          threads + ". This site's host does not allow more; load the page again to have them.";
      case "host" ->
          threads
              + ". This page may not use more: neither this site's host nor this browser isolates"
              + " it from others.";
      default -> threads + ", for this device";
    };
  }

  /** Says which version serves, and why. */
  public static String version(String name, String version, @Nullable Release release) {
    if (release == null || !release.version().equals(version)) {
      return name + " " + version;
    }
    return name
        + " "
        + version
        + ", "
        + switch (release.channel()) {
          case "stable" -> "the stable one";
          case "canary" -> "on trial with a part of the devices, this one among them";
          case "previous" -> "an earlier one, as the stable one failed here";
          default -> "as the address asks for";
        }
        + (release.signed() ? "; signed by this site" : "; not signed");
  }

  public static String offered(Offered other) {
    return other.version()
        + switch (other.channel()) {
          case "stable" -> " (stable)";
          case "canary" -> " (on trial)";
          case "previous" -> " (stable before)";
          default -> "";
        };
  }

  public static String switched(String version) {
    return "Version " + version + " serves now";
  }

  public static String delete(String title) {
    return "Delete " + title;
  }

  /** Asks once more. */
  public static String sure(String name) {
    return name + ": press again to do it";
  }

  /** Says what is worth knowing of a version that is kept. */
  public static String kept(Kept kept) {
    String used = kept.usedMs() > 0 ? "Last used " + Format.day(kept.usedMs()) : "Not opened here";
    long shared = kept.bytes() - kept.freedBytes();
    return shared > 0 ? used + " \u00b7 " + Format.size(shared) + " shared with others" : used;
  }

  /** Says how much room this site uses. */
  public static String room(long usageBytes, long quotaBytes) {
    return quotaBytes <= 0
        ? ""
        : Format.size(usageBytes)
            + " of the "
            + Format.size(quotaBytes)
            + " that this browser gives";
  }

  /** Says what was asked for, below every view. */
  public static String counter(Counts counts) {
    return counts.requests()
        + (counts.requests() == 1 ? " request, " : " requests, ")
        + Format.bytes(counts.sentBytes())
        + " sent";
  }

  /** Says what the numbers leave out; "" for nothing. */
  public static String since(String since) {
    return switch (since) {
      case "later" ->
          "The service worker came after the page, and counts since then. Load the page again to"
              + " have all of it counted.";
      case "page" ->
          "This browser has no service worker for this page: what its workers ask for, and what"
              + " requests carry, is not counted.";
      default -> "";
    };
  }

  public static String request(Request request) {
    String by = request.byWorker() ? "worker" : "page";
    return request.sentBytes() == 0 ? by : by + ", " + Format.bytes(request.sentBytes()) + " sent";
  }

  public static String spoken(String label, double probability) {
    return label + ", " + (int) (probability * 100 + 0.5) + " per cent";
  }

  public static String backend(String provider, String variant) {
    return provider + " \u00b7 " + variant;
  }

  public static String sample(String label) {
    return "Sample picture: " + label;
  }

  public static String seconds(double seconds) {
    return Format.fixed1(seconds) + " seconds";
  }

  public static String at(double seconds) {
    return "at " + Format.fixed1(seconds) + " s";
  }

  public static String camera(int number) {
    return "Camera " + number;
  }

  public static String title(String model) {
    return model.isEmpty() ? HEARTH : model + " \u00b7 " + HEARTH;
  }
}
