package dev.hearth.app.ui.own;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** Overlay of own-files.js: the files that a person brought, out of folders and a zip. */
final class OwnFiles {
  private OwnFiles() {}

  /** All files of what was brought together. */
  interface Collected extends JSObject {
    /** What the zip or the folder is called; may be empty. */
    @JSProperty
    String getName();

    @JSProperty
    JSArrayReader<Brought> getFiles();
  }

  /** One file. */
  interface Brought extends JSObject {
    @JSProperty
    String getPath();

    @JSProperty
    JSObject getData();
  }

  @JSBody(
      params = "list",
      script = "return import('./own-files.js').then(own => own.collect(list));")
  static native JSPromise<Collected> collect(JSObject list);

  /** Returns what a drop on the page brings, or a file input has; an array. */
  @JSBody(
      params = "event",
      script =
          "const t = event.dataTransfer;"
              + "return t ? Array.from(t.items, item => item.webkitGetAsEntry()"
              + " || item.getAsFile()).filter(one => one) : Array.from(event.target.files);")
  static native JSObject of(JSObject event);

  @JSBody(params = "list", script = "return list.length;")
  static native int count(JSObject list);

  /** Returns what was dropped on the gallery, once. */
  @JSBody(script = "const brought = self.brought || []; self.brought = null; return brought;")
  static native JSObject brought();

  @JSBody(params = "text", script = "return new Blob([text]);")
  static native JSObject blob(String text);

  @JSBody(params = "blob", script = "return blob.size;")
  static native double size(JSObject blob);

  @JSBody(
      params = {"blob", "from", "to"},
      script = "return blob.slice(from, to);")
  static native JSObject slice(JSObject blob, double from, double to);

  @JSBody(script = "return [];")
  static native JSObject list();

  @JSBody(
      params = {"list", "path", "data"},
      script = "list.push({path: path, data: data});")
  static native void add(JSObject list, String path, JSObject data);

  @JSBody(
      params = {"files", "description"},
      script = "return {files: files, description: description};")
  static native JSObject described(JSObject files, String description);

  @JSBody(
      params = {"files", "manifest"},
      script = "return {files: files, manifest: manifest};")
  static native JSObject packaged(JSObject files, String manifest);

  /** Saves a text as a file. */
  @JSBody(
      params = {"name", "text"},
      script =
          "const url = URL.createObjectURL(new Blob([text], {type: 'application/json'}));"
              + "const link = document.createElement('a');"
              + "link.href = url; link.download = name; link.click();"
              + "setTimeout(() => URL.revokeObjectURL(url), 60000);")
  static native void save(String name, String text);
}
