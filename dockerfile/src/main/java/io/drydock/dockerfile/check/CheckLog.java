package io.drydock.dockerfile.check;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Source;
import io.drydock.dockerfile.text.Blank;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Takes down warnings, but for those that are switched off. Not thread-safe. */
final class CheckLog {
  private static final String COMMENT = "check=skip=";

  private final CheckSettings settings;
  private final Set<BuildWarning> warnings = new LinkedHashSet<>();

  CheckLog(CheckSettings settings) {
    this.settings = settings;
  }

  /** A warning about the instruction, unless the comment above it skips the check. */
  void warn(BuildCheck check, Source source, String detail) {
    warn(check, source, source.location(), detail);
  }

  /** A warning about an instruction that stands elsewhere, as triggers of a base image do. */
  void warn(BuildCheck check, Source source, SourceLocation location, String detail) {
    for (String comment : source.comments()) {
      if (comment.startsWith(COMMENT)
          && CheckSettings.covers(CheckSettings.names(skipped(comment)), check)) {
        return;
      }
    }
    warn(check, location, detail);
  }

  void warn(BuildCheck check, SourceLocation location, String detail) {
    if (settings.runs(check)) {
      warnings.add(new BuildWarning(check, detail, location));
    }
  }

  /** The names behind {@code check=skip=}; what follows a blank or a semicolon is a remark. */
  private static String skipped(String comment) {
    int end = COMMENT.length();
    while (end < comment.length()
        && comment.charAt(end) != ';'
        && !(Blank.isSpace(comment.charAt(end)) && comment.charAt(end - 1) != ',')) {
      end++;
    }
    return comment.substring(COMMENT.length(), end);
  }

  List<BuildWarning> warnings() {
    return List.copyOf(warnings);
  }
}
