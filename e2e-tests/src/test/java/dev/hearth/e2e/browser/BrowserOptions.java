package dev.hearth.e2e.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a browser is started with, beside the flags that every one has. */
public final class BrowserOptions {
  private static final String FAKE_DEVICES = "--use-fake-device-for-media-stream";

  private static final List<String> COMMON_FLAGS =
      List.of(
          "--headless=new",
          "--window-size=1440,900",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--no-default-browser-check",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-default-apps",
          "--disable-extensions",
          "--disable-features=OptimizationHints,MediaRouter,Translate",
          "--autoplay-policy=no-user-gesture-required",
          "--force-color-profile=srgb",
          "--lang=en-US");

  private final List<String> flags = new ArrayList<>();
  private boolean grantsMedia = true;
  private boolean notesRequests = true;
  private @Nullable Path profile;

  /** Returns a browser without camera and microphone. */
  public static BrowserOptions plain() {
    return new BrowserOptions();
  }

  /** Adds a camera that plays a y4m file over and over. */
  public BrowserOptions camera(Path y4m) {
    return flag(FAKE_DEVICES).flag("--use-file-for-fake-video-capture=" + y4m.toAbsolutePath());
  }

  /** Adds a microphone that plays a WAV file over and over. */
  public BrowserOptions microphone(Path wav) {
    return flag(FAKE_DEVICES).flag("--use-file-for-fake-audio-capture=" + wav.toAbsolutePath());
  }

  /**
   * Adds a microphone that plays a WAV file from its start each time it is opened, then nothing.
   */
  public BrowserOptions microphoneOnce(Path wav) {
    return microphone(Path.of(wav + "%noloop"));
  }

  /** Adds a camera and a microphone of the browser's own making. */
  public BrowserOptions anyDevices() {
    return flag(FAKE_DEVICES);
  }

  /** Has every question for the camera or microphone refused, where they are otherwise granted. */
  public BrowserOptions refusingMedia() {
    grantsMedia = false;
    return this;
  }

  /** Keeps all that the browser stores in a folder, which stays when it ends. */
  public BrowserOptions profile(Path folder) {
    profile = folder;
    return this;
  }

  @Nullable Path profile() {
    return profile;
  }

  /** Leaves requests unnoted: noting them doubles the time that large ones take. */
  public BrowserOptions withoutNotingRequests() {
    notesRequests = false;
    return this;
  }

  boolean notesRequests() {
    return notesRequests;
  }

  /** Adds one command line flag. */
  public BrowserOptions flag(String flag) {
    flags.add(flag);
    return this;
  }

  List<String> flags(Path profile, boolean isRoot) {
    List<String> all = new ArrayList<>(COMMON_FLAGS);
    all.add("--user-data-dir=" + profile);
    all.add(grantsMedia ? "--use-fake-ui-for-media-stream" : "--deny-permission-prompts");
    if (isRoot) {
      all.add("--no-sandbox");
    }
    all.addAll(flags);
    return all;
  }
}
