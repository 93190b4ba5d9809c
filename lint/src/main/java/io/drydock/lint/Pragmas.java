package io.drydock.lint;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Source;
import io.drydock.lint.DockerfileSource.Comment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Comments that switch rules off: {@code # hadolint ignore=DL3006}, {@code # check=skip=Rule} and
 * {@code # drydock ignore=DD001} for the instruction below, with {@code stage} or {@code global}
 * before {@code ignore} for the stage or the file.
 */
public final class Pragmas {
  private static final List<String> TOOLS = List.of("hadolint", "drydock");

  private final List<Exemption> exemptions = new ArrayList<>();

  private Pragmas() {}

  /** Rules that are not reported between two lines. */
  private record Exemption(List<String> rules, int line, int endLine) {
    boolean covers(Finding finding) {
      int at = finding.location().line();
      return at >= line
          && at <= endLine
          && (rules.contains("all") || finding.rule().isAmong(rules));
    }
  }

  static Pragmas of(DockerfileSource source) {
    var pragmas = new Pragmas();
    if (source.configuration().heedPragmas()) {
      source.comments().forEach(comment -> pragmas.add(comment, source));
    }
    return pragmas;
  }

  /** Whether no comment switches the finding off. */
  boolean allow(Finding finding) {
    return exemptions.stream().noneMatch(each -> each.covers(finding));
  }

  private void add(Comment comment, DockerfileSource source) {
    skipped(comment)
        .ifPresent(rules -> {
          Optional<Source> next = below(comment, source);
          next.ifPresent(at ->
              exemptions.add(new Exemption(rules, at.location().line(), at.location().endLine())));
        });
    ignored(comment).ifPresent(ignore -> exemptions.add(exemption(ignore, comment, source)));
  }

  private static Exemption exemption(Ignore ignore, Comment comment, DockerfileSource source) {
    return switch (ignore.scope()) {
      case "global" -> new Exemption(ignore.rules(), 1, Integer.MAX_VALUE);
      case "stage" -> stage(ignore, comment, source);
      default ->
          below(comment, source)
              .map(at -> at.location())
              .map(at -> new Exemption(ignore.rules(), at.line(), at.endLine()))
              .orElseGet(() -> new Exemption(List.of(), 0, 0));
    };
  }

  /**
   * From the comment to the end of the stage whose FROM it stands above. One that stands within a
   * stage counts for the rest of it, but not to hadolint.
   */
  private static Exemption stage(Ignore ignore, Comment comment, DockerfileSource source) {
    boolean aboveFrom =
        below(comment, source).filter(at -> at.keyword().equalsIgnoreCase("FROM")).isPresent();
    if (ignore.tool().equals("hadolint") && !aboveFrom) {
      return new Exemption(List.of(), 0, 0);
    }
    int end = Integer.MAX_VALUE;
    boolean inside = false;
    for (Instruction each : source.instructions()) {
      int line = each.source().location().line();
      if (line > comment.line() && each instanceof Instruction.From && inside) {
        end = line - 1;
        break;
      }
      inside |= line > comment.line();
    }
    return new Exemption(ignore.rules(), comment.line(), end);
  }

  /** The instruction that the comment stands right above, other comments in between allowed. */
  private static Optional<Source> below(Comment comment, DockerfileSource source) {
    for (Instruction each : source.instructions()) {
      int line = each.source().location().line();
      if (line > comment.line()) {
        boolean adjacent =
            source.lines().subList(comment.line(), line - 1).stream()
                .allMatch(between -> between.strip().startsWith("#"));
        return adjacent ? Optional.of(each.source()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Two letters and digits; hadolint takes no notice of a comment with any other name. */
  private static boolean isHadolintName(String rule) {
    return rule.matches("[A-Z]{2}[0-9]+");
  }

  private record Ignore(String tool, String scope, List<String> rules) {}

  private static Optional<List<String>> skipped(Comment comment) {
    String text = comment.text().replace(" ", "");
    if (!text.toLowerCase(Locale.ROOT).startsWith("check=skip=")) {
      return Optional.empty();
    }
    int end = text.indexOf(';');
    return Optional.of(
        List.of(text.substring("check=skip=".length(), end < 0 ? text.length() : end).split(",")));
  }

  /** What {@code # hadolint [global|stage] ignore = A , B # remark} names. */
  private static Optional<Ignore> ignored(Comment comment) {
    int equals = comment.text().indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    List<String> words = List.of(comment.text().substring(0, equals).strip().split("\\s+"));
    boolean scoped = words.size() == 3 && List.of("global", "stage").contains(words.get(1));
    boolean isIgnore =
        TOOLS.contains(words.getFirst())
            && words.getLast().equals("ignore")
            && (words.size() == 2 || scoped);
    String value = comment.text().substring(equals + 1);
    int remark = value.indexOf('#');
    List<String> rules =
        List.of((remark < 0 ? value : value.substring(0, remark)).replace(" ", "").split(","));
    boolean understood =
        isIgnore
            && (words.getFirst().equals("drydock")
                || rules.stream().allMatch(Pragmas::isHadolintName));
    return understood
        ? Optional.of(new Ignore(words.getFirst(), scoped ? words.get(1) : "", rules))
        : Optional.empty();
  }
}
