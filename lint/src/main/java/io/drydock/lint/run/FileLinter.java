package io.drydock.lint.run;

import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import io.drydock.lint.Check;
import io.drydock.lint.Configuration;
import io.drydock.lint.DockerfileLinter;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import io.drydock.lint.Linter;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import io.drydock.lint.buildkit.BuildkitRules;
import io.drydock.lint.compose.ComposeRules;
import io.drydock.lint.compose.ComposeSource;
import io.drydock.lint.guide.GuideRules;
import io.drydock.lint.hadolint.HadolintRules;
import io.drydock.lint.hadolint.ShellCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Judges Dockerfiles and Compose files by all rules that there are. Not thread-safe. */
public final class FileLinter {
  /** Broken by a file that cannot be read at all. */
  static final Rule UNREADABLE =
      new Rule(
          "DD000",
          Severity.ERROR,
          "The file cannot be read",
          "No builder can do anything with it.",
          "Mend what the message names.",
          "docs/lint.md#dd000");

  private final Configuration configuration;
  private final DockerfileLinter dockerfiles;
  private final Linter<ComposeSource> composeFiles = new Linter<>(ComposeRules.checks());

  /**
   * @param shellCheck the program that judges the scripts of RUN, where it is installed
   */
  public FileLinter(Configuration configuration, Optional<Path> shellCheck) {
    this.configuration = configuration;
    List<Check<DockerfileSource>> checks = dockerfileChecks();
    shellCheck.map(ShellCheck::check).ifPresent(checks::add);
    this.dockerfiles = new DockerfileLinter(checks);
  }

  private static List<Check<DockerfileSource>> dockerfileChecks() {
    var checks = new ArrayList<Check<DockerfileSource>>();
    checks.addAll(BuildkitRules.checks());
    checks.addAll(HadolintRules.checks());
    checks.addAll(GuideRules.checks());
    return checks;
  }

  /** Every rule, by id. */
  public static List<Rule> rules() {
    var rules = new ArrayList<Rule>();
    rules.add(UNREADABLE);
    dockerfileChecks().forEach(each -> rules.add(each.rule()));
    ComposeRules.checks().forEach(each -> rules.add(each.rule()));
    return rules;
  }

  /**
   * What the rules say of the file. A file that cannot be read has that as its only finding.
   *
   * @param name decides whether it is a Compose file, and is shown
   * @param directory that it stands in, where it stands in one
   */
  public LintedFile lint(String name, String text, Optional<Path> directory) {
    try {
      return new LintedFile(name, text, findings(name, text, directory));
    } catch (DrydockException e) {
      SourceLocation place = e.location().orElse(SourceLocation.line(name, 1));
      String message = e.getMessage() + e.hint().map(hint -> " (" + hint + ")").orElse("");
      return new LintedFile(
          name, text, List.of(new Finding(UNREADABLE, place, message, Optional.empty())));
    }
  }

  private List<Finding> findings(String name, String text, Optional<Path> directory) {
    return isCompose(name)
        ? composeFiles.lint(ComposeSource.parse(name, text), configuration)
        : dockerfiles.lint(DockerfileSource.parse(name, text, directory, configuration));
  }

  /** Whether the name is one that Compose files have. */
  public static boolean isCompose(String name) {
    String file = lastPart(name);
    return (file.endsWith(".yaml") || file.endsWith(".yml"))
        && (file.startsWith("compose")
            || file.startsWith("docker-compose")
            || file.contains("compose."));
  }

  /** Whether the name is one that Dockerfiles have. */
  public static boolean isDockerfile(String name) {
    String file = lastPart(name);
    boolean ignores = file.endsWith(".dockerignore");
    return !ignores
        && (file.equals("dockerfile")
            || file.equals("containerfile")
            || file.startsWith("dockerfile.")
            || file.startsWith("containerfile.")
            || file.endsWith(".dockerfile")
            || file.endsWith(".containerfile"));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }
}
