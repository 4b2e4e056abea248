package dev.hearth.app.ui.own;

import dev.hearth.app.ui.kit.Dom;
import dev.hearth.app.ui.kit.Format;
import dev.hearth.app.ui.kit.Go;
import dev.hearth.app.ui.kit.Text;
import dev.hearth.app.ui.kit.Words;
import dev.hearth.js.Http;
import dev.hearth.manifest.ModelManifest;
import dev.hearth.manifest.ModelRuntime;
import dev.hearth.manifest.Variant;
import dev.hearth.runtime.ByteRange;
import dev.hearth.source.GivenPackage;
import dev.hearth.source.ModelFile;
import dev.hearth.tensor.TensorInfo;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.dom.html.HTMLElement;

/** A package that a person brought: its manifest says all there is to say. */
final class OwnPackage implements Own {
  private static final int LABELS_SHOWN = 6;

  private final ModelManifest manifest;
  private final long bytes;
  private final JSObject source;

  private OwnPackage(ModelManifest manifest, long bytes, JSObject source) {
    this.manifest = manifest;
    this.bytes = bytes;
    this.source = source;
  }

  /**
   * Checks every byte of a package; blocking.
   *
   * @param checked told how many bytes have been checked
   * @throws dev.hearth.source.BadInputException if a file is missing or is another one
   */
  static OwnPackage read(GivenPackage given, LongConsumer checked) throws IOException {
    long bytes = given.check(read -> Http.sha256(ByteRange.of(read)), checked);
    JSObject files = OwnFiles.list();
    for (Map.Entry<String, ModelFile> shard : given.shards().entrySet()) {
      if (shard.getValue() instanceof OwnFile file) {
        OwnFiles.add(files, shard.getKey(), file.data());
      }
    }
    return new OwnPackage(given.manifest(), bytes, OwnFiles.packaged(files, given.text()));
  }

  @Override
  public String name() {
    return manifest.name();
  }

  @Override
  public JSObject source() {
    return source;
  }

  @Override
  public RuntimeException explained(RuntimeException failure) {
    return failure;
  }

  @Override
  public @Nullable LabelTaker show(HTMLElement slot, Go go) {
    HTMLElement card = Dom.template("t-own-package");
    Dom.setText(card, "h2", manifest.title());
    Dom.setText(card, ".own-about", manifest.description());
    fact(card, "checked", Words.say("{0}, each byte as the manifest says", Format.size(bytes)));
    fact(card, "task", Text.task(manifest.task()));
    fact(card, "version", manifest.name() + " " + manifest.version());
    fact(card, "license", Text.license(manifest.license()));
    fact(
        card,
        "runtime",
        manifest.runtime() == ModelRuntime.ONNX ? "onnxruntime-web" : "TensorFlow.js");
    StringBuilder variants = new StringBuilder();
    for (Variant variant : manifest.variants()) {
      FactsCard.line(variants, variant.name() + ", " + Format.size(variant.bytes()));
    }
    fact(card, "variants", variants.toString());
    fact(card, "labels", labels(manifest.labels()));
    fact(card, "inputs", tensors(manifest.inputs()));
    fact(card, "outputs", tensors(manifest.outputs()));
    Dom.on(Dom.part(card, ".own-run"), "click", event -> OwnMain.run(this, go));
    slot.appendChild(card);
    return null;
  }

  private static void fact(HTMLElement card, String name, String value) {
    HTMLElement place = Dom.part(card, "[data-fact=" + name + "]");
    Dom.setText(place, value);
    Dom.show((HTMLElement) place.getParentNode(), !value.isEmpty());
  }

  private static String labels(List<String> labels) {
    StringBuilder first = new StringBuilder();
    for (int i = 0; i < Math.min(labels.size(), LABELS_SHOWN); i++) {
      first.append(i == 0 ? "" : ", ").append(labels.get(i));
    }
    int more = labels.size() - LABELS_SHOWN;
    return more > 0
        ? Words.say("{0} and {1} more", first.toString(), Integer.toString(more))
        : first.toString();
  }

  private static String tensors(List<TensorInfo> tensors) {
    StringBuilder out = new StringBuilder();
    for (TensorInfo one : tensors) {
      FactsCard.line(out, one.toString());
    }
    return out.toString();
  }
}
