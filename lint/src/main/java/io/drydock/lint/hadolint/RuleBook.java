package io.drydock.lint.hadolint;

import io.drydock.core.SourceLocation;
import io.drydock.lint.Check;
import io.drydock.lint.DockerfileSource;
import io.drydock.lint.Edit;
import io.drydock.lint.Memo;
import io.drydock.lint.Report;
import io.drydock.lint.Rule;
import io.drydock.lint.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Collects rules; those of one book share the model of the file that they judge. */
final class RuleBook {
  private static final String LINK = "https://github.com/hadolint/hadolint/wiki/";

  private final List<Check<DockerfileSource>> checks = new ArrayList<>();
  private final Memo<DockerfileSource, BuildFile> files = new Memo<>(BuildFile::new);

  /** Finds where a file breaks a rule. */
  @FunctionalInterface
  interface Judgement {
    void judge(BuildFile file, Report report);
  }

  /** What is wrong with one thing, if anything is. */
  @FunctionalInterface
  interface Verdict<T> {
    Optional<Fault> of(T judged);
  }

  /** A place that breaks a rule. */
  record Fault(SourceLocation location, String message, Optional<Edit> edit) {
    static Fault at(SourceLocation location, String message) {
      return new Fault(location, message, Optional.empty());
    }

    Fault with(Optional<Edit> mend) {
      return new Fault(location, message, mend);
    }

    void to(Report report) {
      edit.ifPresentOrElse(
          each -> report.at(location, message, each), () -> report.at(location, message));
    }
  }

  /** A rule without its identity, for {@link #add}. */
  record Advice(Severity severity, String title, String why, String remedy) {}

  static Advice error(String title, String why, String remedy) {
    return new Advice(Severity.ERROR, title, why, remedy);
  }

  static Advice warning(String title, String why, String remedy) {
    return new Advice(Severity.WARNING, title, why, remedy);
  }

  static Advice info(String title, String why, String remedy) {
    return new Advice(Severity.INFO, title, why, remedy);
  }

  RuleBook add(String id, Advice advice, Judgement judgement) {
    var rule = new Rule(id, advice.severity, advice.title, advice.why, advice.remedy, LINK + id);
    checks.add(new Check<>(rule, (source, report) -> judgement.judge(files.of(source), report)));
    return this;
  }

  /** Adds a rule about each step on its own. */
  RuleBook addForSteps(String id, Advice advice, Verdict<Step> verdict) {
    return add(
        id,
        advice,
        (file, report) ->
            file.steps().forEach(step -> verdict.of(step).ifPresent(each -> each.to(report))));
  }

  /** Adds a rule about each RUN on its own. */
  RuleBook addForRuns(String id, Advice advice, Verdict<RunStep> verdict) {
    return add(
        id,
        advice,
        (file, report) ->
            file.runs().forEach(run -> verdict.of(run).ifPresent(each -> each.to(report))));
  }

  /** Adds a rule about each call of a tool on its own. */
  RuleBook addForCalls(String id, Advice advice, Tool tool, Verdict<Call> verdict) {
    return add(
        id,
        advice,
        (file, report) -> {
          for (RunStep run : file.runs()) {
            run.calls(tool).forEach(call -> verdict.of(call).ifPresent(each -> each.to(report)));
          }
        });
  }

  /** Adds a rule that a tool called for an action of these needs an option, which mends it. */
  RuleBook addOption(String id, Advice advice, Tool tool, List<String> verbs, Option option) {
    return addForCalls(
        id,
        advice,
        tool,
        call ->
            verbs.contains(call.verb()) && !option.isGiven.test(call)
                ? Optional.of(
                    Fault.at(call.location(), advice.title).with(call.withOption(option.text)))
                : Optional.empty());
  }

  /**
   * An option that a call should have.
   *
   * @param isGiven whether it has it, or another of the same effect
   */
  record Option(String text, Predicate<Call> isGiven) {}

  /** Adds all rules of a family. */
  RuleBook with(Consumer<RuleBook> family) {
    family.accept(this);
    return this;
  }

  List<Check<DockerfileSource>> checks() {
    return List.copyOf(checks);
  }
}
