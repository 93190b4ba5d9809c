package io.drydock.lint.hadolint;

import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import java.util.List;

/** The rules that hadolint 2.15 knows by the letters DL. */
public final class HadolintRules {
  private HadolintRules() {}

  /** All of them, by family. One list judges one file at a time best: it remembers the last. */
  public static List<Check<DockerfileSource>> checks() {
    return new RuleBook()
        .with(PragmaRules::addTo)
        .with(FromRules::addTo)
        .with(ImageRules::addTo)
        .with(UserRules::addTo)
        .with(CopyRules::addTo)
        .with(VariableRules::addTo)
        .with(LabelRules::addTo)
        .with(RunRules::addTo)
        .with(ShellRules::addTo)
        .with(CommandRules::addTo)
        .with(AptRules::addTo)
        .with(ApkRules::addTo)
        .with(RpmRules::addTo)
        .with(ZypperRules::addTo)
        .with(PipRules::addTo)
        .with(NodeRules::addTo)
        .with(LanguageRules::addTo)
        .checks();
  }
}
