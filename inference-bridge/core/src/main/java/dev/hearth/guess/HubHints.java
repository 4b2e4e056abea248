package dev.hearth.guess;

import dev.hearth.json.JsonObject;
import dev.hearth.json.JsonValue;
import dev.hearth.manifest.Task;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a folder from the Hugging Face hub tells: config.json and the front of README.md. */
final class HubHints {
  private static final String CONFIG = "config.json";
  private static final int FRONT_CHARS = 20_000;
  private static final int LONGEST_TEXT = 100_000;
  private static final Pattern LICENSE = Pattern.compile("(?m)^license:[ \\t]*([\\w.+-]{2,64})");

  /** As SPDX writes those of the hub's names that differ in more than their case. */
  private static final Map<String, String> SPDX =
      Map.of("apache-2.0", "Apache-2.0", "unlicense", "Unlicense", "artistic-2.0", "Artistic-2.0");

  private static final List<String> SOUND =
      List.of("Wav2Vec2", "Hubert", "WavLM", "UniSpeech", "SEW", "Data2VecAudio", "Whisper");

  private final Hints hints;
  private final Beside beside;
  private final JsonValue config;

  private HubHints(Hints hints, Beside beside, JsonValue config) {
    this.hints = hints;
    this.beside = beside;
    this.config = config;
  }

  static void add(Hints hints, Beside beside) throws IOException {
    JsonValue config = beside.json(CONFIG);
    if (config == null || !(config.has("architectures") || config.has("model_type"))) {
      return;
    }
    new HubHints(hints, beside, config).add();
  }

  private void add() throws IOException {
    if (config.path("id2label").isObject()) {
      hints.labels(LabelFile.names(config.path("id2label")), "id2label in config.json");
    }
    String readme = beside.besideOrAbove("README.md");
    if (readme != null && readme.startsWith("---")) {
      Matcher matcher =
          LICENSE.matcher(readme.substring(0, Math.min(readme.length(), FRONT_CHARS)));
      hints.license(matcher.find() ? spdx(matcher.group(1)) : null, "README.md");
    }
    String architecture = config.path("architectures").path(0).asText("");
    Task task = task(architecture);
    if (task == null) {
      if (!architecture.isEmpty()) {
        hints.because(
            architecture + " in config.json is of no task that is known to need no more settings");
      }
      return;
    }
    JsonObject meaning = meaning(task);
    if (meaning == null) {
      hints.because(
          architecture + " looks like " + task.id() + ", and the outputs are not those it has");
    } else if (task.input() == Task.Input.TEXT && beside.tokenizer().isEmpty()) {
      hints.because(architecture + " looks like " + task.id() + ", and there is no tokenizer");
    } else if (task.input() == Task.Input.AUDIO && beside.preprocessorConfig() == null) {
      hints.because(
          architecture + " looks like " + task.id() + ", and there is no preprocessor_config.json");
    } else {
      hints.task(task, meaning, architecture + " in config.json");
      if (task.input() == Task.Input.TEXT) {
        text();
      }
    }
  }

  private static String spdx(String hub) {
    String upper = hub.toUpperCase(Locale.ROOT);
    boolean initials = upper.matches("(MIT|ISC|BSD|CC|CC0|AFL|MPL|[AL]?GPL|EUPL|OSL|W?TFPL)(-.*)?");
    return SPDX.getOrDefault(hub.toLowerCase(Locale.ROOT), initials ? spdxCase(upper) : hub);
  }

  private static String spdxCase(String upper) {
    return upper.replace("-CLAUSE", "-Clause");
  }

  /** Returns the task of an architecture's name, or null where settings are missing to do it. */
  private static @Nullable Task task(String architecture) {
    String head = architecture.replaceFirst("^.*?For(?=[A-Z])", "").replace("WithTeacher", "");
    boolean sound = SOUND.stream().anyMatch(architecture::startsWith);
    return switch (head) {
      case "ImageClassification" -> Task.IMAGE_CLASSIFICATION;
      case "AudioClassification" -> Task.AUDIO_CLASSIFICATION;
      case "SequenceClassification" -> sound ? Task.AUDIO_CLASSIFICATION : Task.TEXT_CLASSIFICATION;
      case "TokenClassification" -> Task.TOKEN_CLASSIFICATION;
      case "QuestionAnswering" -> Task.QUESTION_ANSWERING;
      case "MaskedLM" -> Task.FILL_MASK;
      case "SemanticSegmentation" -> Task.IMAGE_SEGMENTATION;
      default -> null;
    };
  }

  /** Returns the postprocessing by the outputs that Optimum gives such models, or null. */
  private @Nullable JsonObject meaning(Task task) {
    if (task == Task.QUESTION_ANSWERING) {
      return has("start_logits") && has("end_logits")
          ? new JsonObject().put("start", "start_logits").put("end", "end_logits")
          : null;
    }
    if (!has("logits")) {
      return null;
    }
    JsonObject meaning = new JsonObject().put("output", "logits");
    boolean classifier =
        task == Task.IMAGE_CLASSIFICATION
            || task == Task.AUDIO_CLASSIFICATION
            || task == Task.TEXT_CLASSIFICATION;
    String problem = config.path("problem_type").asText("");
    if (classifier && problem.equals("regression")) {
      return null;
    }
    return classifier
        ? meaning.put(
            "activation", problem.equals("multi_label_classification") ? "sigmoid" : "softmax")
        : meaning;
  }

  private boolean has(String output) {
    return hints.model().outputs().stream().map(TensorInfo::name).anyMatch(output::equals);
  }

  /** Tells the most tokens that the model takes, where a file does. */
  private void text() throws IOException {
    JsonValue tokenizer = beside.json("tokenizer_config.json");
    double most = tokenizer == null ? 0 : tokenizer.path("model_max_length").asDouble(0);
    if (!(most >= 1 && most <= LONGEST_TEXT)) {
      most = config.path("max_position_embeddings").asInt(0);
      // RoBERTa and its kin count from the padding's number on.
      boolean shifted = config.path("pad_token_id").asInt(0) == 1 && most % 64 == 2;
      most -= shifted ? 2 : 0;
    }
    if (most >= 1 && most <= LONGEST_TEXT) {
      hints.text(new JsonObject().put("maxLength", (int) most));
    }
  }
}
