package io.drydock.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house stands as docs/architecture.md draws it. */
class HouseTest {
  /** Each module and those that it may know. */
  private static final Map<String, List<String>> MODULES =
      Map.ofEntries(
          Map.entry("core", List.of()),
          Map.entry("oci", List.of("core")),
          Map.entry("linux", List.of("core")),
          Map.entry("store", List.of("core", "oci", "linux")),
          Map.entry("distribution", List.of("core", "oci", "store")),
          Map.entry("dockerfile", List.of("core", "oci")),
          Map.entry("composefile", List.of("core")),
          Map.entry("lint", List.of("core", "oci", "dockerfile", "composefile")),
          Map.entry("base", List.of("core", "oci", "linux", "store")),
          Map.entry(
              "build", List.of("core", "oci", "linux", "store", "distribution", "dockerfile")),
          Map.entry("javaapp", List.of("core", "oci", "store", "dockerfile", "build")),
          Map.entry("bake", List.of("core", "oci", "dockerfile", "composefile", "build")),
          Map.entry("container", List.of("core", "oci")),
          Map.entry("client", List.of("core", "oci", "container")),
          Map.entry(
              "compose",
              List.of(
                  "core",
                  "oci",
                  "dockerfile",
                  "distribution",
                  "store",
                  "composefile",
                  "container",
                  "client")),
          Map.entry("engine", List.of("core", "oci", "linux", "store", "container")),
          Map.entry(
              "buildkit", List.of("core", "oci", "store", "distribution", "dockerfile", "build")),
          Map.entry(
              "api",
              List.of(
                  "core",
                  "oci",
                  "linux",
                  "store",
                  "distribution",
                  "dockerfile",
                  "build",
                  "container",
                  "engine",
                  "buildkit")),
          Map.entry(
              "cli",
              List.of(
                  "core",
                  "oci",
                  "linux",
                  "store",
                  "distribution",
                  "dockerfile",
                  "lint",
                  "base",
                  "build",
                  "javaapp",
                  "bake",
                  "composefile",
                  "container",
                  "client",
                  "compose",
                  "engine",
                  "api")),
          Map.entry("maven", List.of()));

  private static final int LONGEST_FILE = 600;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.drydock");

  @Test
  void modulesKnowOnlyThoseBelowThem() {
    MODULES.forEach((module, allowed) -> {
      String[] forbidden =
          MODULES.keySet().stream()
              .filter(each -> !each.equals(module) && !allowed.contains(each))
              .map(each -> "io.drydock." + each + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.drydock." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .allowEmptyShould(true)
          .check(CLASSES);
    });
  }

  @Test
  void everyModuleIsInTheTable() throws IOException {
    try (Stream<Path> folders = Files.list(home())) {
      List<String> modules =
          folders
              .filter(each -> Files.exists(each.resolve("src/main/java/io/drydock")))
              .map(each -> each.getFileName().toString())
              .filter(each -> !each.equals("conformance") && !each.equals("tests"))
              .toList();
      assertThat(MODULES.keySet()).containsExactlyInAnyOrderElementsOf(modules);
    }
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.drydock.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .that()
        .resideInAPackage("io.drydock..")
        .should(HouseRules.liveInNullMarkedPackages())
        .check(CLASSES);
  }

  @Test
  void nothingMocks() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.mockito..", "org.easymock..", "mockit..")
        .check(CLASSES);
  }

  @Test
  void filesStayShort() throws IOException {
    try (Stream<Path> files = Files.walk(home())) {
      List<String> tooLong =
          files
              .filter(each -> each.toString().endsWith(".java"))
              .filter(each -> !each.toString().contains("/target/"))
              .filter(each -> lines(each) > LONGEST_FILE)
              .map(each -> home().relativize(each) + ": " + lines(each) + " lines")
              .toList();
      assertThat(tooLong).isEmpty();
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path home() {
    return Path.of(System.getProperty("drydock.home", "..")).toAbsolutePath().normalize();
  }
}
