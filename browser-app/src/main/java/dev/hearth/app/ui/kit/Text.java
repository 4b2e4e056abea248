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
  public static final String THEME = Words.say("Theme:") + " ";
  public static final String READY = Words.say("Ready");

  public static final String DRAW_HINT = Words.say("Draw to see a prediction.");
  public static final String PICTURE_HINT = Words.say("Choose a picture to see a prediction.");
  public static final String CAMERA_HINT = Words.say("Start the camera to see a prediction.");
  public static final String LIVE_HINT = Words.say("Start listening to see a prediction.");
  public static final String RECORD_HINT = Words.say("Record to see a prediction.");
  public static final String SOUND_HINT = Words.say("Choose a sound to see a prediction.");
  public static final String LOADING_HINT = Words.say("The prediction appears here.");

  public static final String CHOOSE_ANOTHER = Words.say("Choose another");
  public static final String CAMERA_START = Words.say("Start camera");
  public static final String CAMERA_STARTING = Words.say("Waiting for the camera\u2026");
  public static final String MIC_START = Words.say("Start listening");
  public static final String MIC_STARTING = Words.say("Waiting for the microphone\u2026");
  public static final String RECORD = Words.say("Record");
  public static final String RECORD_TITLE = Words.say("Record one second");
  public static final String RECORD_AGAIN = Words.say("Record again");
  public static final String GET_READY = Words.say("Get ready\u2026");
  public static final String SPEAK_NOW = Words.say("Speak now");
  public static final String RECORDED = Words.say("Recorded");

  public static final String DEVICE = Words.say("This device");
  public static final String RUNTIMES = Words.say("What runs models");
  public static final String RUNTIMES_ABOUT =
      Words.say("The runtimes, downloaded again with the next model");
  public static final String PAGE = Words.say("This page");
  public static final String PAGE_ABOUT = Words.say("Stays, so that it opens without a network");
  public static final String DELETE_ALL = Words.say("Delete all");
  public static final String DELETED = Words.say("Deleted");
  public static final String SURE = Words.say("Really delete?");
  public static final String THE_OFFERED_ONE = Words.say("the one offered to you");

  private Text() {}

  public static String theme(String choice) {
    return switch (choice) {
      case "light" -> Words.say("Light");
      case "dark" -> Words.say("Dark");
      default -> Words.say("System");
    };
  }

  /** Returns words for a licence's name; a model may come without one. */
  public static String license(String name) {
    return name.equals("unknown") ? Words.say("unknown") : name;
  }

  public static String task(Task task) {
    return switch (task) {
      case IMAGE_CLASSIFICATION -> Words.say("Names pictures");
      case AUDIO_CLASSIFICATION -> Words.say("Names sounds");
      case TENSORS -> Words.say("Numbers in, numbers out");
      case OBJECT_DETECTION -> Words.say("Finds things");
      case KEYPOINT_DETECTION -> Words.say("Finds points");
      case IMAGE_SEGMENTATION -> Words.say("Outlines things");
      case IMAGE_TO_IMAGE -> Words.say("Makes pictures");
      case IMAGE_FEATURE_EXTRACTION -> Words.say("Compares pictures");
      case VOICE_ACTIVITY_DETECTION -> Words.say("Hears speech");
      case TEXT_CLASSIFICATION -> Words.say("Names texts");
      case TOKEN_CLASSIFICATION -> Words.say("Marks words");
      case QUESTION_ANSWERING -> Words.say("Answers questions");
      case FILL_MASK -> Words.say("Fills gaps");
      case SENTENCE_SIMILARITY -> Words.say("Compares sentences");
      case TABULAR_CLASSIFICATION -> Words.say("Names rows");
      case TABULAR_REGRESSION -> Words.say("Reckons numbers");
    };
  }

  public static String progress(long bytes, long total) {
    return Words.say(
        "{0} of {1} \u00b7 {2}",
        Format.inUnitOf(total, bytes),
        Format.size(total),
        Format.wholePercent((double) bytes / total));
  }

  public static String cameFrom(Transfer transfer) {
    String network = Format.size(transfer.networkBytes());
    String device = Format.size(transfer.deviceBytes());
    String both =
        transfer.deviceBytes() == 0
            ? Words.say("{0} from the network", network)
            : transfer.networkBytes() == 0
                ? Words.say("{0} from this device", device)
                : Words.say("{0} from the network, {1} from this device", network, device);
    if (transfer.discardedBytes() > 0) {
      String broken = Format.size(transfer.discardedBytes());
      both += Words.say("; {0} more came broken and were asked for again", broken);
    }
    if (transfer.repairedBytes() > 0) {
      String damaged = Format.size(transfer.repairedBytes());
      both += Words.say("; {0} were damaged on this device and are replaced", damaged);
    }
    return transfer.refusal().isEmpty()
        ? both
        : both + Words.say("; not kept for the next visit: {0}", transfer.refusal());
  }

  public static String selfTest(int cases, double maxAbsDiff) {
    String difference = Format.difference(maxAbsDiff);
    return cases == 1
        ? Words.say("1 reference case reproduced, largest difference {0}", difference)
        : Words.say(
            "{0} reference cases reproduced, largest difference {1}",
            Integer.toString(cases), difference);
  }

  /** Says that a model needs no network any more. */
  public static String worksOffline(String title) {
    return Words.say("{0}: works offline", title);
  }

  /** Says why a model did not get onto this device. */
  public static String notKept(String code) {
    return switch (code) {
      case "NETWORK" -> Words.say("The site did not answer. Connect, then try again.");
      case "QUOTA" -> Words.say("There is not enough room on this device.");
      case "MODEL_NOT_FOUND" -> Words.say("This site offers no version of it now.");
      case "INTEGRITY" -> Words.say("The download does not match its seal. Try again.");
      default -> Words.say("This browser did not store it.");
    };
  }

  /** Says how many threads a model runs on, and why not on more. */
  public static String threads(int threads, String note) {
    String number = Integer.toString(threads);
    return switch (note) {
      case "reload" ->
          Words.say(
              "{0}. This site's host does not allow more; load the page again to have them.",
              number);
      case "host" ->
          Words.say(
              "{0}. This page may not use more: neither this site's host nor this browser isolates"
                  + " it from others.",
              number);
      default -> Words.say("{0}, for this device", number);
    };
  }

  /** Says which version serves, and why. */
  public static String version(String name, String version, @Nullable Release release) {
    String named = name + " " + version;
    if (release == null || !release.version().equals(version)) {
      return named;
    }
    String why =
        switch (release.channel()) {
          case "stable" -> Words.say("{0}, the stable one", named);
          case "canary" ->
              Words.say("{0}, on trial with a part of the devices, this one among them", named);
          case "previous" -> Words.say("{0}, an earlier one, as the stable one failed here", named);
          default -> Words.say("{0}, as the address asks for", named);
        };
    return release.signed()
        ? Words.say("{0}; signed by this site", why)
        : Words.say("{0}; not signed", why);
  }

  public static String offered(Offered other) {
    return switch (other.channel()) {
      case "stable" -> Words.say("{0} (stable)", other.version());
      case "canary" -> Words.say("{0} (on trial)", other.version());
      case "previous" -> Words.say("{0} (stable before)", other.version());
      default -> other.version();
    };
  }

  public static String switched(String version) {
    return Words.say("Version {0} serves now", version);
  }

  public static String delete(String title) {
    return Words.say("Delete {0}", title);
  }

  /** Asks once more. */
  public static String sure(String name) {
    return Words.say("{0}: press again to do it", name);
  }

  /** Says what is worth knowing of a version that is kept. */
  public static String kept(Kept kept) {
    String used =
        kept.usedMs() > 0
            ? Words.say("Last used {0}", Format.day(kept.usedMs()))
            : Words.say("Not opened here");
    long shared = kept.bytes() - kept.freedBytes();
    return shared > 0
        ? Words.say("{0} \u00b7 {1} shared with others", used, Format.size(shared))
        : used;
  }

  /** Says how much room this site uses. */
  public static String room(long usageBytes, long quotaBytes) {
    return quotaBytes <= 0
        ? ""
        : Words.say(
            "{0} of the {1} that this browser gives",
            Format.size(usageBytes), Format.size(quotaBytes));
  }

  /** Says what was asked for, below every view. */
  public static String counter(Counts counts) {
    String sent = Format.bytes(counts.sentBytes());
    return counts.requests() == 1
        ? Words.say("1 request, {0} sent", sent)
        : Words.say("{0} requests, {1} sent", Integer.toString(counts.requests()), sent);
  }

  /** Says what the numbers leave out; "" for nothing. */
  public static String since(String since) {
    return switch (since) {
      case "later" ->
          Words.say(
              "The service worker came after the page, and counts since then. Load the page again to"
                  + " have all of it counted.");
      case "page" ->
          Words.say(
              "This browser has no service worker for this page: what its workers ask for, and what"
                  + " requests carry, is not counted.");
      default -> "";
    };
  }

  public static String request(Request request) {
    String sent = Format.bytes(request.sentBytes());
    if (request.sentBytes() == 0) {
      return request.byWorker() ? Words.say("worker") : Words.say("page");
    }
    return request.byWorker()
        ? Words.say("worker, {0} sent", sent)
        : Words.say("page, {0} sent", sent);
  }

  public static String spoken(String label, double probability) {
    String percent = Integer.toString((int) (probability * 100 + 0.5));
    return Words.say("{0}, {1} per cent", label, percent);
  }

  public static String backend(String provider, String variant) {
    return provider + " \u00b7 " + variant;
  }

  public static String sample(String label) {
    return Words.say("Sample picture: {0}", label);
  }

  public static String seconds(double seconds) {
    return Words.say("{0} seconds", Format.fixed(seconds, 1));
  }

  public static String at(double seconds) {
    return Words.say("at {0} s", Format.fixed(seconds, 1));
  }

  public static String camera(int number) {
    return Words.say("Camera {0}", Integer.toString(number));
  }

  public static String title(String model) {
    String site = Site.settings().title();
    return model.isEmpty() ? site : model + " \u00b7 " + site;
  }
}
