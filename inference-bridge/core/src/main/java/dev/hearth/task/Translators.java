package dev.hearth.task;

import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.Task;
import dev.hearth.predict.Translator;
import dev.hearth.runtime.InferenceException;
import dev.hearth.runtime.InferenceException.Code;
import dev.hearth.task.audioclassification.AudioClassificationTranslator;
import dev.hearth.task.audioclassification.WaveformClassificationTranslator;
import dev.hearth.task.featureextraction.ImageFeatureTranslator;
import dev.hearth.task.featureextraction.SentenceTranslator;
import dev.hearth.task.fillmask.FillMaskTranslator;
import dev.hearth.task.imageclassification.ImageClassificationTranslator;
import dev.hearth.task.imagesegmentation.ImageSegmentationTranslator;
import dev.hearth.task.imagetoimage.ImageToImageTranslator;
import dev.hearth.task.keypointdetection.KeypointDetectionTranslator;
import dev.hearth.task.objectdetection.ObjectDetectionTranslator;
import dev.hearth.task.questionanswering.QuestionAnsweringTranslator;
import dev.hearth.task.tabular.TabularClassificationTranslator;
import dev.hearth.task.tabular.TabularRegressionTranslator;
import dev.hearth.task.textclassification.TextClassificationTranslator;
import dev.hearth.task.tokenclassification.TokenClassificationTranslator;
import dev.hearth.task.voiceactivity.VoiceActivityTranslator;
import dev.hearth.text.Tokenizer;
import java.util.function.Supplier;

/**
 * The translator of every task. A page that serves some tasks alone makes theirs itself, and is the
 * smaller for it.
 */
public final class Translators {
  private Translators() {}

  /**
   * Returns the translator of a model.
   *
   * @param tokenizer asked for by text tasks alone
   * @throws InferenceException MANIFEST_INVALID if the manifest does not say what its task needs,
   *     or its task is {@link Task#TENSORS}, which has none
   */
  public static Translator<?, ?> of(ModelManifest manifest, Supplier<Tokenizer> tokenizer) {
    return switch (manifest.task()) {
      case IMAGE_CLASSIFICATION -> new ImageClassificationTranslator(manifest);
      case OBJECT_DETECTION -> new ObjectDetectionTranslator(manifest);
      case KEYPOINT_DETECTION -> new KeypointDetectionTranslator(manifest);
      case IMAGE_SEGMENTATION -> new ImageSegmentationTranslator(manifest);
      case IMAGE_TO_IMAGE -> new ImageToImageTranslator(manifest);
      case IMAGE_FEATURE_EXTRACTION -> new ImageFeatureTranslator(manifest);
      case AUDIO_CLASSIFICATION ->
          manifest.preprocessing().waveform() == null
              ? new AudioClassificationTranslator(manifest)
              : new WaveformClassificationTranslator(manifest);
      case TEXT_CLASSIFICATION -> new TextClassificationTranslator(manifest, tokenizer.get());
      case TOKEN_CLASSIFICATION -> new TokenClassificationTranslator(manifest, tokenizer.get());
      case QUESTION_ANSWERING -> new QuestionAnsweringTranslator(manifest, tokenizer.get());
      case FILL_MASK -> new FillMaskTranslator(manifest, tokenizer.get());
      case SENTENCE_SIMILARITY -> new SentenceTranslator(manifest, tokenizer.get());
      case TABULAR_CLASSIFICATION -> new TabularClassificationTranslator(manifest);
      case TABULAR_REGRESSION -> new TabularRegressionTranslator(manifest);
      case VOICE_ACTIVITY_DETECTION -> new VoiceActivityTranslator(manifest);
      case TENSORS ->
          throw new InferenceException(
              Code.MANIFEST_INVALID,
              "Expected a task with a translator, found " + manifest.task().id());
    };
  }
}
