package dev.hearth.app.ui;

import dev.hearth.app.client.LoadingStage;
import dev.hearth.manifest.Task;

/** Every word the page says that is not in index.html. */
final class Text {
  static final String HEARTH = "Hearth";
  static final String THEME = "Theme";

  static final String GALLERY_TITLE = "What should your browser recognise?";
  static final String GALLERY_LEAD =
      "Pick a model. It is downloaded once, then it runs here, on your device.";
  static final String GALLERY_EMPTY = "There are no models on this site yet";
  static final String GALLERY_EMPTY_HELP =
      "Models come from the command hearth import. You can also open a package by its address.";
  static final String OPEN_OTHER = "Or open a model by its address";
  static final String OPEN_OTHER_HELP =
      "A package that hearth import wrote, on this site: its folder or its manifest.json.";
  static final String OPEN_OTHER_LABEL = "Address";
  static final String OPEN = "Open";

  static final String LOADING = "Getting ready";
  static final String CANCEL = "Cancel";
  static final String CHECKED = "Every byte is checked before it is used.";
  static final String READY = "Ready";

  static final String DRAW = "Draw";
  static final String UPLOAD = "Upload";
  static final String CAMERA = "Camera";
  static final String LIVE = "Live";
  static final String RECORD = "Record";
  static final String INPUT_WAYS = "Ways to give an input";

  static final String PAD_HINT = "Draw here";
  static final String PAD_LABEL =
      "Drawing area. Drawing needs a mouse, a finger or a pen;"
          + " with a keyboard, choose Upload and take a sample picture.";
  static final String CLEAR = "Clear";

  static final String DROP_PICTURE = "Drop a picture, or paste one";
  static final String DROP_PICTURE_HELP = "PNG, JPEG or WebP. It stays on this device.";
  static final String CHOOSE_PICTURE = "Choose a picture";
  static final String CHOOSE_ANOTHER = "Choose another";
  static final String SAMPLES = "Or try one of these";
  static final String YOUR_PICTURE = "Your picture";

  static final String CAMERA_TITLE = "Show it to the camera";
  static final String CAMERA_HELP =
      "Allow the camera to see a prediction. The video stays on this device.";
  static final String CAMERA_START = "Start camera";
  static final String CAMERA_STARTING = "Waiting for the camera\u2026";
  static final String STOP = "Stop";
  static final String REGION =
      "Region the model reads. Arrow keys move it, plus and minus change its size.";
  static final String REGION_SIZE = "Region size";
  static final String WHICH_CAMERA = "Which camera";

  static final String MIC_TITLE = "Say a word";
  static final String MIC_HELP =
      "Allow the microphone to see what is heard. The sound stays on this device.";
  static final String MIC_START = "Start listening";
  static final String MIC_STARTING = "Waiting for the microphone\u2026";
  static final String LISTENING = "Listening\u2026";
  static final String WORDS = "Words heard";
  static final String LEVEL = "Loudness";
  static final String SPECTROGRAM = "Spectrogram of the last three seconds";

  static final String RECORD_TITLE = "Record one second";
  static final String RECORD_HELP = "Press, then say one word. The recording stays on this device.";
  static final String RECORD_AGAIN = "Record again";
  static final String GET_READY = "Get ready\u2026";
  static final String SPEAK_NOW = "Speak now";
  static final String RECORDED = "Recorded";
  static final String WAVEFORM = "Waveform of the recording";

  static final String DROP_SOUND = "Drop a WAV file";
  static final String DROP_SOUND_HELP = "Any sample rate, mono or stereo. It stays on this device.";
  static final String CHOOSE_SOUND = "Choose a WAV file";
  static final String READING = "Reading\u2026";
  static final String NO_WORDS = "No word was recognised. The bars show the loudest moment.";

  static final String DROP_NOW = "Drop it anywhere";
  static final String PREDICTION = "Prediction";
  static final String DRAW_HINT = "Draw to see a prediction.";
  static final String PICTURE_HINT = "Choose a picture to see a prediction.";
  static final String CAMERA_HINT = "Start the camera to see a prediction.";
  static final String LIVE_HINT = "Start listening to see a prediction.";
  static final String RECORD_HINT = "Record to see a prediction.";
  static final String SOUND_HINT = "Choose a sound to see a prediction.";
  static final String LOADING_HINT = "The prediction appears here.";

  static final String PREPARE = "prepare";
  static final String MODEL = "model";
  static final String FINISH = "finish";

  static final String DETAILS = "Details";
  static final String TOP_K = "Answers shown";
  static final String MODEL_SEES = "What the model sees";
  static final String MODEL_SEES_EMPTY = "Nothing yet";
  static final String RUNS_ON = "Runs on";
  static final String RUNTIME = "Runtime";
  static final String SELF_TEST = "Self-test";
  static final String SELF_TEST_NONE = "this model has no reference cases";
  static final String NOT_TAKEN = "Not used, and why";
  static final String VERSION = "Version";
  static final String LICENSE = "Licence";
  static final String MODEL_CARD = "Model card";
  static final String INPUTS = "Inputs";
  static final String OUTPUTS = "Outputs";
  static final String TENSORS_HELP =
      "This model takes numbers, not pictures or sounds, so there is nothing to draw here."
          + " It is loaded and was tested on this device.";

  static final String RETRY = "Try again";
  static final String ALL_MODELS = "All models";
  static final String OTHER_BACKEND = "Use another backend";
  static final String RELOAD = "Load the model again";
  static final String USE_UPLOAD = "Upload instead";
  static final String DISMISS = "Close";

  private Text() {}

  static String theme(String choice) {
    return switch (choice) {
      case "light" -> "Light";
      case "dark" -> "Dark";
      default -> "System";
    };
  }

  static String task(Task task) {
    return switch (task) {
      case IMAGE_CLASSIFICATION -> "Names pictures";
      case AUDIO_CLASSIFICATION -> "Names sounds";
      case TENSORS -> "Numbers in, numbers out";
    };
  }

  static String stage(LoadingStage stage) {
    return switch (stage) {
      case MANIFEST -> "Find";
      case DOWNLOAD -> "Download and check";
      case COMPILE -> "Prepare";
      case SELF_TEST -> "Self-test";
    };
  }

  static String progress(long bytes, long total) {
    return Format.bareMegabytes(bytes)
        + " of "
        + Format.megabytes(total)
        + " \u00b7 "
        + Format.wholePercent((double) bytes / total);
  }

  static String selfTest(int cases, double maxAbsDiff) {
    return cases
        + (cases == 1 ? " reference case" : " reference cases")
        + " reproduced, largest difference "
        + Format.difference(maxAbsDiff);
  }

  static String spoken(String label, double probability) {
    return label + ", " + (int) (probability * 100 + 0.5) + " per cent";
  }

  static String backend(String provider, String variant) {
    return provider + " \u00b7 " + variant;
  }

  static String sample(String label) {
    return "Sample picture: " + label;
  }

  static String seconds(double seconds) {
    return Format.fixed1(seconds) + " seconds";
  }

  static String at(double seconds) {
    return "at " + Format.fixed1(seconds) + " s";
  }

  static String camera(int number) {
    return "Camera " + number;
  }

  static String title(String model) {
    return model.isEmpty() ? HEARTH : model + " \u00b7 " + HEARTH;
  }
}
