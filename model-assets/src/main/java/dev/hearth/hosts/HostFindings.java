package dev.hearth.hosts;

import dev.hearth.verify.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is found on a host; the same note about many files is told once. */
final class HostFindings {
  private final List<Finding> list = new ArrayList<>();
  private final Set<String> noted = new HashSet<>();

  void wrong(String path, String sentence) {
    list.add(new Finding(shown(path), sentence, true));
  }

  void note(String path, String sentence) {
    if (noted.add(sentence)) {
      list.add(new Finding(shown(path), sentence, false));
    }
  }

  List<Finding> all() {
    return list;
  }

  private static String shown(String path) {
    return "/" + path;
  }
}
