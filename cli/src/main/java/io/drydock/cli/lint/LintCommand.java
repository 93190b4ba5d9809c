package io.drydock.cli.lint;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.lint.Configuration;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Severity;
import io.drydock.lint.config.Settings;
import io.drydock.lint.config.SettingsReader;
import io.drydock.lint.hadolint.ShellCheck;
import io.drydock.lint.report.Reports;
import io.drydock.lint.run.FileLinter;
import io.drydock.lint.run.Fixes;
import io.drydock.lint.run.LineDiff;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Judges Dockerfiles and Compose files. */
public final class LintCommand implements Command {
  private static final String STDIN = "-";
  private static final Set<String> SKIPPED = Set.of(".git", "node_modules", "target", "vendor");

  @Override
  public Spec spec() {
    return Spec.of(
            "lint [OPTIONS] [FILE | DIRECTORY | -]...", "Check Dockerfiles and Compose files")
        .arguments(0, Integer.MAX_VALUE)
        .details(
            """
            Applies BuildKit's build checks, hadolint's rules (DL…, and SC… where shellcheck is installed), Drydock's own for Dockerfiles (DD…) and for
            Compose files (DC…). In directories, by default the current one, files are found by their names.
            '-' reads a Dockerfile from standard input.

            Settings come from .drydock-lint.yaml and .hadolint.yaml in the current directory. A comment above an
            instruction switches rules off for it: # drydock ignore=DD001, # hadolint ignore=DL3006 or
            # check=skip=StageNameCasing.

            The exit code is 1 when anything is at least as bad as --fail-on says.\
            """)
        .flag("config", 'c', Kind.STRING, "Read settings from this file only")
        .flag(
            "fail-on",
            Kind.STRING,
            "Least severity that fails: error, warning, info, style or none (default \"warning\")")
        .flag("failure-threshold", Kind.STRING, "hadolint's name for --fail-on")
        .flag("diff", Kind.BOOL, "Only show what --fix would change")
        .flag("fix", Kind.BOOL, "Mend what can be mended safely, and show as a diff what that is")
        .flag(
            "format",
            'f',
            Kind.STRING,
            "Format of the report: " + String.join(", ", Reports.NAMES) + " (default \"tty\")")
        .flag("ignore", Kind.STRINGS, "Rules to ignore, by id")
        .flag("no-fail", Kind.BOOL, "Exit with 0 whatever is found")
        .flag("output", 'o', Kind.STRING, "Write the report to this file")
        .flag("rules", Kind.BOOL, "List all rules instead, as text or with --format=json")
        .flag("severity", Kind.STRINGS, "Severities to give to rules (format: \"DD002=warning\")")
        .flag("strict-labels", Kind.BOOL, "Refuse labels that the label schema does not name")
        .flag("trusted-registry", Kind.STRINGS, "Registries that images may come from");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    if (arguments.on("rules")) {
      session.out().print(Reports.rules(arguments.value("format", "tty"), FileLinter.rules()));
      return 0;
    }
    Settings settings = settings(session, arguments);
    var linter =
        new FileLinter(
            configuration(arguments, settings.rules()), ShellCheck.find(session.environment()));
    String format = arguments.value("format").or(settings::format).orElse("tty");
    List<LintedFile> files = lint(session, arguments, linter);
    if (arguments.on("fix") || arguments.on("diff")) {
      files = fix(session, arguments, linter, files);
    }
    boolean colour =
        arguments.value("output").isEmpty()
            && Terminal.isOutput()
            && session.variable("NO_COLOR").isEmpty();
    String report = Reports.write(format, files, colour);
    if (arguments.given("output")) {
      Files.writeString(session.path(arguments.value("output", "")), report);
    } else {
      session.out().print(report);
    }
    return fails(arguments, settings, files) ? 1 : 0;
  }

  private static Settings settings(Session session, Arguments arguments) {
    return arguments.given("config")
        ? SettingsReader.of(session.path(arguments.value("config", "")))
        : SettingsReader.inDirectory(session.path(""));
  }

  /** What the files set, with what the flags say on top. */
  private static Configuration configuration(Arguments arguments, Configuration rules) {
    Set<String> ignored = new HashSet<>(rules.ignored());
    ignored.addAll(arguments.all("ignore"));
    Set<String> registries = new HashSet<>(rules.trustedRegistries());
    registries.addAll(arguments.all("trusted-registry"));
    Map<String, Severity> severities = new HashMap<>(rules.severities());
    for (String each : arguments.all("severity")) {
      int equals = each.indexOf('=');
      severities.put(each.substring(0, Math.max(0, equals)), severity(each.substring(equals + 1)));
    }
    return new Configuration(
        ignored,
        severities,
        registries,
        rules.labelSchema(),
        rules.strictLabels() || arguments.on("strict-labels"),
        rules.heedPragmas());
  }

  private static Severity severity(String name) {
    return Severity.parse(name)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID,
                "unknown severity \"" + name + "\": give error, warning, info, style or none"));
  }

  private static boolean fails(Arguments arguments, Settings settings, List<LintedFile> files) {
    Severity threshold =
        arguments
            .value("fail-on")
            .or(() -> arguments.value("failure-threshold"))
            .map(LintCommand::severity)
            .or(settings::failOn)
            .orElse(Severity.WARNING);
    return !arguments.on("no-fail")
        && !settings.noFail()
        && threshold != Severity.NONE
        && files.stream()
            .flatMap(file -> file.findings().stream())
            .anyMatch(each -> each.rule().severity().reaches(threshold));
  }

  private static List<LintedFile> lint(Session session, Arguments arguments, FileLinter linter)
      throws IOException {
    List<String> words = arguments.positional().isEmpty() ? List.of(".") : arguments.positional();
    var files = new ArrayList<LintedFile>();
    for (String word : words) {
      if (word.equals(STDIN)) {
        String text = new String(session.in().readAllBytes(), StandardCharsets.UTF_8);
        files.add(linter.lint(STDIN, text, Optional.empty()));
      } else {
        for (String name : found(session, word)) {
          files.add(linter.lint(name, text(session, name), directory(session, name)));
        }
      }
    }
    return files;
  }

  private static String text(Session session, String name) {
    try {
      return Files.readString(session.path(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read " + name, e);
    }
  }

  private static Optional<Path> directory(Session session, String name) {
    return name.equals(STDIN)
        ? Optional.empty()
        : Optional.ofNullable(session.path(name).getParent());
  }

  /** The word itself, or what the names below the directory say is for us. */
  private static List<String> found(Session session, String word) throws IOException {
    Path path = session.path(word);
    if (!Files.isDirectory(path)) {
      return List.of(word);
    }
    try (Stream<Path> below = Files.walk(path)) {
      List<String> names =
          below
              .filter(each -> !isSkipped(path.relativize(each)))
              .filter(Files::isRegularFile)
              .map(each -> shown(word, path.relativize(each)))
              .filter(each -> FileLinter.isDockerfile(each) || FileLinter.isCompose(each))
              .sorted()
              .toList();
      if (names.isEmpty()) {
        throw new DrydockException(
                ErrorKind.NOT_FOUND, "no Dockerfile and no Compose file in " + word)
            .withHint("Name the files to check.");
      }
      return names;
    }
  }

  private static boolean isSkipped(Path relative) {
    for (Path each : relative) {
      if (SKIPPED.contains(each.toString())) {
        return true;
      }
    }
    return false;
  }

  private static String shown(String word, Path relative) {
    return word.equals(".") ? relative.toString() : Path.of(word).resolve(relative).toString();
  }

  /** Shows what mending changes; what is left to report, once it is written. */
  private static List<LintedFile> fix(
      Session session, Arguments arguments, FileLinter linter, List<LintedFile> files)
      throws IOException {
    boolean apply = arguments.on("fix") && !arguments.on("diff");
    var rest = new ArrayList<LintedFile>();
    for (LintedFile each : files) {
      Optional<Path> directory = directory(session, each.name());
      String mended = Fixes.apply(each, linter, directory);
      session.err().print(LineDiff.of(each.name(), each.text(), mended));
      if (apply && !mended.equals(each.text()) && !each.name().equals(STDIN)) {
        Files.writeString(session.path(each.name()), mended);
      }
      rest.add(apply ? linter.lint(each.name(), mended, directory) : each);
    }
    return rest;
  }
}
