package dev.hearth.settings;

import dev.hearth.manifest.ModelIndex;
import dev.hearth.manifest.SiteSettings;
import dev.hearth.manifest.Task;
import dev.hearth.runtime.InferenceException;
import dev.hearth.source.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Brings the files that say a site's headers into line with its {@code site.json}. */
public final class SiteFiles {
  /** The file that every site has for its host. */
  public static final String HEADERS = "_headers";

  private static final String SETTINGS = "site.json";

  /** What the build may have made for other hosts, where a deployer has copied it to the site. */
  private static final List<String> OTHERS = List.of("nginx.conf", "cloudfront.js", "netlify.toml");

  /** A policy as the build writes it, in whatever way a file quotes it. */
  private static final Pattern POLICY =
      Pattern.compile("default-src 'none';[^\"\\r\\n]*frame-ancestors 'none'");

  private final Path site;

  /**
   * Takes a built site.
   *
   * @throws BadInputException if it is none
   */
  public SiteFiles(Path site) {
    if (!Files.isRegularFile(site.resolve(HEADERS))) {
      throw new BadInputException(
          "Expected the folder of a built site, with a file " + HEADERS + ", found " + site);
    }
    this.site = site;
  }

  /**
   * Reads the settings and checks what they name.
   *
   * @throws BadInputException if they are not in order
   */
  public SiteSettings settings() throws IOException {
    Path file = site.resolve(SETTINGS);
    if (!Files.exists(file)) {
      return SiteSettings.DEFAULT;
    }
    SiteSettings settings;
    try {
      settings = SiteSettings.parse(Files.readString(file));
    } catch (InferenceException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
    checkModels(settings);
    checkLanguages(settings);
    return settings;
  }

  private void checkModels(SiteSettings settings) throws IOException {
    Path index = site.resolve("models/index.json");
    List<String> names = new ArrayList<>();
    if (Files.exists(index)) {
      ModelIndex.parse(Files.readString(index)).models().forEach(entry -> names.add(entry.name()));
    }
    for (String model : settings.models()) {
      if (!names.contains(model)) {
        throw wrong("models", model, "a model of this site: " + String.join(", ", names));
      }
    }
    for (String of : settings.samples().keySet()) {
      if (!names.contains(of) && Arrays.stream(Task.values()).noneMatch(t -> t.id().equals(of))) {
        throw wrong("samples", of, "a model of this site or a task");
      }
      for (String address : settings.samples().get(of)) {
        boolean elsewhere = SiteSettings.originOf(address) != null;
        boolean found =
            elsewhere
                ? settings.allowsPicturesFrom(address)
                : Files.isRegularFile(site.resolve(address));
        if (!found) {
          String wanted = elsewhere ? "of one of imageHosts" : "a file of this site";
          throw wrong("samples." + of, address, wanted);
        }
      }
    }
  }

  private void checkLanguages(SiteSettings settings) {
    for (String language : settings.languages()) {
      boolean has =
          language.equals("en")
              || settings.texts().containsKey(language)
              || Files.isRegularFile(site.resolve("texts").resolve(language + ".json"));
      if (!has) {
        throw wrong("languages", language, "en, or the name of a file texts/" + language + ".json");
      }
    }
    for (String language : settings.texts().keySet()) {
      if (!settings.languages().contains(language)) {
        throw wrong("texts", language, "one of languages: " + settings.languages());
      }
    }
  }

  private BadInputException wrong(String key, String found, String expected) {
    return new BadInputException(
        site.resolve(SETTINGS) + ": expected " + key + " to name " + expected + ", found " + found);
  }

  /**
   * Writes the hosts of the settings into the policies of the site's files, and of some others.
   *
   * @param others files that have the site's policy, beside those in its folder
   * @return the files that were changed
   * @throws BadInputException if one has no policy
   */
  public List<Path> write(SiteSettings settings, List<Path> others) throws IOException {
    List<Path> files = new ArrayList<>(List.of(site.resolve(HEADERS)));
    OTHERS.stream().map(site::resolve).filter(Files::isRegularFile).forEach(files::add);
    files.addAll(others);
    List<String> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(with(settings, file));
    }
    List<Path> changed = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!texts.get(i).equals(Files.readString(files.get(i)))) {
        Files.writeString(files.get(i), texts.get(i));
        changed.add(files.get(i));
      }
    }
    return changed;
  }

  private static String with(SiteSettings settings, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException("There is no file " + file);
    }
    String text = Files.readString(file);
    Matcher policy = POLICY.matcher(text);
    if (!policy.find()) {
      throw new BadInputException(
          "Expected "
              + file
              + " to have the policy that the build wrote (default-src 'none'; …"
              + " frame-ancestors 'none'), found none");
    }
    return policy.replaceAll(match -> Matcher.quoteReplacement(settings.policy(match.group())));
  }
}
