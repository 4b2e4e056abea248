package dev.hearth.manifest;

import dev.hearth.json.JsonObject;
import dev.hearth.json.Names;
import dev.hearth.runtime.InferenceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a deployer sets of a built site, without building it again: {@code site.json} in its root.
 *
 * @param title the site's name
 * @param texts texts of the page in other words, by language, then by their English
 * @param accent the site's colour, such as {@code #2f6fde}; "" for Hearth's
 * @param models the names of the models shown, in their order; empty for all
 * @param samples addresses of pictures to try, by the name of a model or the id of a task
 * @param topK how many answers are shown at first, 1-10
 * @param imageHosts origins that pictures may be fetched from, beside the site's
 * @param endpoint the server that answers are compared with, null for none
 * @param languages what a person may choose from, such as {@code en}; the first where none fits
 */
public record SiteSettings(
    String title,
    Map<String, Map<String, String>> texts,
    String accent,
    List<String> models,
    Map<String, List<String>> samples,
    int topK,
    List<String> imageHosts,
    @Nullable Endpoint endpoint,
    List<String> languages) {
  private static final String FILE = "site.json";
  private static final int MOST_ANSWERS = 10;

  /** What a site is without the file. */
  public static final SiteSettings DEFAULT = parse("{}");

  public SiteSettings {
    models = List.copyOf(models);
    imageHosts = List.copyOf(imageHosts);
    languages = List.copyOf(languages);
  }

  /** The way in which a server is asked. */
  public enum Protocol {
    /** The Open Inference Protocol, version 2. */
    OPEN_INFERENCE_V2,
    /** TensorFlow Serving's REST API. */
    TENSORFLOW_SERVING
  }

  /**
   * A server that answers in the place of this device.
   *
   * @param url where it is, without a slash at its end
   */
  public record Endpoint(String url, Protocol protocol) {}

  /**
   * Returns the settings that a JSON text has.
   *
   * @throws InferenceException MANIFEST_INVALID if they are not in order
   */
  public static SiteSettings parse(String text) {
    JsonObject json = JsonObject.parse(FILE, text);
    String accent = json.string("accent", "");
    if (!accent.isEmpty() && !Accent.isColour(accent)) {
      throw json.wrong("accent", "a colour such as \"#2f6fde\"");
    }
    int topK = json.integer("topK", 5);
    if (topK < 1 || topK > MOST_ANSWERS) {
      throw json.wrong("topK", "from 1 to " + MOST_ANSWERS);
    }
    SiteSettings settings =
        new SiteSettings(
            json.string("title", "Hearth"),
            texts(json),
            accent,
            json.strings("models"),
            samples(json),
            topK,
            hosts(json),
            json.has("endpoint") ? endpoint(json.object("endpoint")) : null,
            json.has("languages") ? languages(json) : List.of("en", "de"));
    json.end();
    return settings;
  }

  private static Map<String, Map<String, String>> texts(JsonObject json) {
    Map<String, Map<String, String>> out = new LinkedHashMap<>();
    if (json.has("texts")) {
      JsonObject all = json.object("texts");
      for (String language : all.members().keySet()) {
        JsonObject some = all.object(language);
        Map<String, String> words = new LinkedHashMap<>();
        for (String english : some.members().keySet()) {
          words.put(english, some.string(english));
        }
        out.put(language, words);
      }
    }
    return out;
  }

  private static Map<String, List<String>> samples(JsonObject json) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    if (json.has("samples")) {
      JsonObject all = json.object("samples");
      for (String of : all.members().keySet()) {
        out.put(of, all.strings(of));
      }
    }
    return out;
  }

  private static List<String> languages(JsonObject json) {
    List<String> languages = json.strings("languages");
    if (languages.isEmpty()) {
      throw json.wrong("languages", "one language at least, such as [\"en\"]");
    }
    return languages;
  }

  private static List<String> hosts(JsonObject json) {
    List<String> hosts = json.strings("imageHosts");
    for (String host : hosts) {
      if (!host.equals(originOf(host))) {
        throw new InferenceException(
            InferenceException.Code.MANIFEST_INVALID,
            "Expected imageHosts to have origins such as \"https://images.example.org\", found \""
                + host
                + "\"");
      }
    }
    return hosts;
  }

  private static Endpoint endpoint(JsonObject json) {
    String url = json.string("url");
    if (originOf(url) == null) {
      throw json.wrong("url", "an address such as \"https://models.example.org\"");
    }
    Endpoint endpoint =
        new Endpoint(
            url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
            json.oneOf("protocol", Protocol.values()));
    json.end();
    return endpoint;
  }

  /**
   * Returns the origin of an address in lower case, null where it has none of http or https.
   *
   * <p>What a content security policy would read as something else is no origin either.
   */
  public static @Nullable String originOf(String url) {
    int from = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : -1;
    if (from < 0) {
      return null;
    }
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      char c = url.charAt(end);
      boolean isPlain =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
      if (!isPlain && c != '-' && c != ':' && c != '[' && c != ']') {
        return null;
      }
      end++;
    }
    return end == from ? null : lower(url.substring(0, end));
  }

  private static String lower(String ascii) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /** Returns whether the page may fetch a picture from an address of another site. */
  public boolean allowsPicturesFrom(String url) {
    String origin = originOf(url);
    for (String host : imageHosts) {
      if (host.equals(origin)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the samples of a model, or else those of its task; empty where there are none. */
  public List<String> samples(String model, Task task) {
    List<String> own = samples.get(model);
    List<String> some = own == null ? samples.get(task.id()) : own;
    return some == null ? List.of() : some;
  }

  /** Returns the models of a site that are shown, in their order. */
  public List<ModelIndex.Entry> shown(ModelIndex index) {
    if (models.isEmpty()) {
      return index.models();
    }
    List<ModelIndex.Entry> out = new ArrayList<>();
    for (String name : models) {
      for (ModelIndex.Entry entry : index.models()) {
        if (entry.name().equals(name)) {
          out.add(entry);
        }
      }
    }
    return out;
  }

  /** Returns the origins that the page may talk to, beside the site's own. */
  public List<String> connectHosts() {
    List<String> out = new ArrayList<>(imageHosts);
    String origin = endpoint == null ? null : originOf(endpoint.url());
    if (origin != null && !allowsPicturesFrom(origin)) {
      out.add(origin);
    }
    return out;
  }

  /**
   * Returns a content security policy that lets the page talk to the hosts of these settings and to
   * no others.
   *
   * @param policy as the build makes it, or as this method has made it before
   */
  public String policy(String policy) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (from <= policy.length()) {
      int end = policy.indexOf(';', from);
      String directive = policy.substring(from, end < 0 ? policy.length() : end).strip();
      if (!directive.isEmpty()) {
        out.append(out.length() == 0 ? "" : "; ").append(directive(directive));
      }
      from = end < 0 ? policy.length() + 1 : end + 1;
    }
    return out.toString();
  }

  private String directive(String directive) {
    if (directive.startsWith("connect-src ")) {
      return with(directive, connectHosts());
    }
    return directive.startsWith("img-src ") ? with(directive, imageHosts) : directive;
  }

  private static String with(String directive, List<String> hosts) {
    int others = directive.indexOf(" http");
    StringBuilder out = new StringBuilder(others < 0 ? directive : directive.substring(0, others));
    for (String host : hosts) {
      out.append(' ').append(host);
    }
    return out.toString();
  }

  /** Returns the JSON text that {@link #parse} reads. */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("title", title)
            .put("texts", texts)
            .put("accent", accent)
            .put("models", models)
            .put("samples", samples)
            .put("topK", topK)
            .put("imageHosts", imageHosts);
    if (endpoint != null) {
      String protocol = Names.of(endpoint.protocol());
      json.put("endpoint", new JsonObject().put("url", endpoint.url()).put("protocol", protocol));
    }
    return json.put("languages", languages) + "\n";
  }
}
