package io.drydock.lint.guide;

import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Memo;
import io.drydock.lint.Report;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Collects the rules of this package. */
final class GuideBook {
  private static final String LINK = "docs/lint.md#";

  /** Rules of other tools that say the same as one of ours. */
  private static final Map<String, Set<String>> SAME =
      Map.of(
          "DD001", Set.of("DL3006", "DL3007"),
          "DD005", Set.of("DL3009", "DL3019", "DL3032", "DL3036", "DL3040", "DL3042"),
          "DD006", Set.of("DL3059"),
          "DD007", Set.of("SecretsUsedInArgOrEnv", "DL3064"),
          "DD009", Set.of("DL3002"),
          "DD010", Set.of("DL3057"),
          "DD016", Set.of("JSONArgsRecommended", "DL3025"));

  private final List<Check<DockerfileSource>> checks = new ArrayList<>();
  private final Memo<DockerfileSource, GuideFile> files = new Memo<>(GuideFile::of);

  /** Finds where a file breaks a rule. */
  @FunctionalInterface
  interface Judgement {
    void judge(GuideFile file, Report report);
  }

  /** What a rule says: what is wrong, what comes of that, what to write instead. */
  record Advice(String title, String why, String remedy) {}

  GuideBook add(String id, Severity severity, Advice advice, Judgement judgement) {
    var rule =
        new Rule(
            id,
            severity,
            advice.title(),
            advice.why(),
            advice.remedy(),
            LINK + id.toLowerCase(Locale.ROOT),
            SAME.getOrDefault(id, Set.of()));
    checks.add(new Check<>(rule, (source, report) -> judgement.judge(files.of(source), report)));
    return this;
  }

  List<Check<DockerfileSource>> checks() {
    return List.copyOf(checks);
  }
}
