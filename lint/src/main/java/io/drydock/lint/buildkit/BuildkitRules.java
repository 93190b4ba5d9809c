package io.drydock.lint.buildkit;

import io.drydock.dockerfile.check.BuildCheck;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Memo;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;

/** The build checks, each as a rule of its own. */
public final class BuildkitRules {
  private BuildkitRules() {}

  /** All of them. One list judges one file at a time best: it remembers the last. */
  public static List<Check<DockerfileSource>> checks() {
    var warnings =
        new Memo<DockerfileSource, List<BuildWarning>>(source -> new FileWalk(source).warnings());
    var checks = new ArrayList<Check<DockerfileSource>>();
    for (BuildCheck each : BuildCheck.values()) {
      checks.add(
          new Check<>(
              rule(each),
              (source, report) ->
                  warnings.of(source).stream()
                      .filter(warning -> warning.check() == each)
                      .forEach(warning -> report.at(warning.location(), warning.detail()))));
    }
    return checks;
  }

  private static Rule rule(BuildCheck check) {
    return new Rule(
        check.title(),
        Severity.WARNING,
        check.description(),
        BuildkitReasons.why(check),
        BuildkitReasons.remedy(check),
        check.url().isEmpty() ? "https://docs.docker.com/reference/build-checks/" : check.url());
  }
}
