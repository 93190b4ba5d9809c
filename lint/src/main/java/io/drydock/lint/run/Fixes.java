package io.drydock.lint.run;

import io.drydock.lint.Edit;
import io.drydock.lint.Finding;
import io.drydock.lint.LintedFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Mends what can be mended safely. */
public final class Fixes {
  private static final int ROUNDS = 10;

  private Fixes() {}

  /**
   * The file's text with every finding mended that has an edit. Edits that touch the same words are
   * made one after the other, and what one edit brings about is mended too.
   */
  public static String apply(LintedFile file, FileLinter linter, Optional<Path> directory) {
    LintedFile current = file;
    for (int round = 0; round < ROUNDS; round++) {
      String mended = applyOnce(current);
      if (mended.equals(current.text())) {
        break;
      }
      current = linter.lint(file.name(), mended, directory);
    }
    return current.text();
  }

  private static String applyOnce(LintedFile file) {
    List<Edit> edits =
        file.findings().stream()
            .map(Finding::edit)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingInt(Edit::start))
            .toList();
    var text = new StringBuilder();
    int done = 0;
    for (Edit each : edits) {
      if (each.start() >= done && (each.start() > done || text.isEmpty() || each.end() > done)) {
        text.append(file.text(), done, each.start()).append(each.replacement());
        done = each.end();
      }
    }
    return text.append(file.text().substring(done)).toString();
  }
}
