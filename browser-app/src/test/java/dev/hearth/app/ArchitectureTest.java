package dev.hearth.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions that the class path alone does not enforce. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.hearth");

  /** The packages of core, each free to use those before it. */
  private static final String[] CORE = {
    "tensor",
    "runtime",
    "json",
    "image",
    "audio",
    "text",
    "decode",
    "manifest",
    "source",
    "guess",
    "transfer",
    "predict",
    "task"
  };

  @Test
  void theRulesSawTheCode() {
    for (String part :
        new String[] {
          "tensor", "manifest", "js", "onnx", "tfjs", "browser", "app.ui", "app.engine"
        }) {
      long seen =
          CLASSES.stream()
              .filter(one -> one.getPackageName().startsWith("dev.hearth." + part))
              .count();
      assertTrue(seen > 3, part + ": " + seen + " classes");
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.hearth.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void core_importsUpTheListOnly() {
    for (int i = 0; i < CORE.length; i++) {
      for (int later = i + 1; later < CORE.length; later++) {
        never("dev.hearth." + CORE[i] + "..", "dev.hearth." + CORE[later] + "..");
      }
    }
  }

  @Test
  void bindings_doNotSeeTheAppOrEachOther() {
    never("dev.hearth.onnx..", "dev.hearth.tfjs..");
    never("dev.hearth.tfjs..", "dev.hearth.onnx..");
    for (String binding : new String[] {"js", "onnx", "tfjs", "browser"}) {
      never("dev.hearth." + binding + "..", "dev.hearth.app..");
    }
  }

  @Test
  void page_doesNotSeeARuntime() {
    for (String pageSide : new String[] {"ui", "client"}) {
      for (String runtimeSide : new String[] {"onnx", "tfjs", "browser", "app.engine"}) {
        never("dev.hearth.app." + pageSide + "..", "dev.hearth." + runtimeSide + "..");
      }
    }
    never("dev.hearth.app.engine..", "dev.hearth.app.ui..");
    never("dev.hearth.app.engine..", "dev.hearth.app.client..");
  }

  @Test
  void overlays_haveNoLogic() {
    never("dev.hearth.onnx.jso..", "dev.hearth.onnx");
    never("dev.hearth.onnx.jso..", "dev.hearth.runtime..");
    never("dev.hearth.tfjs.jso..", "dev.hearth.tfjs");
    never("dev.hearth.tfjs.jso..", "dev.hearth.runtime..");
  }

  private static void never(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(to)
        .check(CLASSES);
  }
}
