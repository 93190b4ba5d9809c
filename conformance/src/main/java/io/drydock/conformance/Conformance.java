package io.drydock.conformance;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Runs the suites found in a folder and prints a line for each.
 *
 * <p>Arguments: the folder with one sub-folder a suite, the root of the project, and the suites to
 * run (all, unless some are named). The exit code is 1 when a suite falls below what {@code
 * conformance/expected.properties} records for it.
 */
public final class Conformance {
  private static final List<Suite> SUITES =
      with(
          ComposeGoSuites.all(),
          new BuildSuite("build-buildah"),
          new BuildSuite("build-buildkit"),
          new BuildSuite("build-kaniko"),
          new BakeSuite(),
          new DockerRequestsSuite(),
          new FrontendSuite(),
          new HadolintSuite(),
          new ImageReferenceSuite(),
          new LintSuite(),
          new OciSchemasSuite(),
          new ParserSuite(),
          new PatternMatcherSuite(),
          new ShellLexSuite());

  private final Path data;
  private final Path project;
  private final PrintStream out;

  private Conformance(Path data, Path project, PrintStream out) {
    this.data = data;
    this.project = project;
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    Path project = Path.of(args[1]);
    Path data = project.resolve(args[0]).normalize();
    if (!Files.isDirectory(data)) {
      System.out.println("conformance: skipped, there is no folder " + data);
      return;
    }
    List<String> chosen = List.of(args).subList(2, args.length);
    System.exit(new Conformance(data, project, System.out).run(chosen) ? 0 : 1);
  }

  private boolean run(List<String> chosen) throws IOException {
    var drivers = new TreeMap<String, List<Suite>>();
    SUITES.forEach(
        suite -> drivers.computeIfAbsent(suite.folder(), name -> new ArrayList<>()).add(suite));
    Properties expected = expected(project);
    boolean holds = true;
    for (String folder : folders()) {
      List<Suite> suites = drivers.getOrDefault(folder, List.of());
      if (suites.isEmpty() && (chosen.isEmpty() || chosen.contains(folder))) {
        out.println(folder + " not driven yet");
      }
      for (Suite suite : suites) {
        if (chosen.isEmpty() || chosen.contains(folder) || chosen.contains(suite.name())) {
          holds &= run(suite, expected.getProperty(suite.name(), "0/1"));
        }
      }
    }
    return holds;
  }

  private static List<Suite> with(List<Suite> parts, Suite... suites) {
    var all = new ArrayList<>(List.of(suites));
    all.addAll(parts);
    return List.copyOf(all);
  }

  private boolean run(Suite suite, String recorded) throws IOException {
    var report = new Report();
    suite.run(data.resolve(suite.folder()), report);
    writeFailures(suite.name(), report);
    var score = new Score(report.passed(), report.total());
    boolean holds = score.reaches(Score.parse(recorded));
    out.println(
        suite.name()
            + " "
            + score
            + (report.exceptions().isEmpty()
                ? ""
                : " (and "
                    + report.exceptions().size()
                    + " set apart: "
                    + report.exceptionsByRule()
                    + ")")
            + (report.unsupported() > 0 ? " (" + report.unsupported() + " unsupported)" : "")
            + (holds ? "" : " BELOW the recorded " + recorded));
    return holds;
  }

  private void writeFailures(String name, Report report) throws IOException {
    Path file = project.resolve("target/conformance/" + name + ".failures.txt");
    Files.createDirectories(file.getParent());
    var lines = new ArrayList<>(report.failures());
    lines.addAll(report.exceptions());
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  /** The shares that the repository records. */
  static Properties expected(Path project) throws IOException {
    var properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(project.resolve("conformance/expected.properties"))) {
      properties.load(reader);
    }
    return properties;
  }

  private List<String> folders() throws IOException {
    var names = new ArrayList<String>();
    try (var entries =
        Files.newDirectoryStream(data, each -> Files.exists(each.resolve("README.md")))) {
      entries.forEach(each -> names.add(String.valueOf(each.getFileName())));
    }
    names.sort(null);
    return names;
  }
}
