package io.drydock.lint.hadolint;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What rules about pinned versions share. */
final class Pins {
  private Pins() {}

  /** A fault that names the first package of the call that is not pinned, if one is not. */
  static Optional<Fault> fault(Call call, int from, Predicate<String> isPinned) {
    return fault(call, call.operandsFrom(from), isPinned);
  }

  static Optional<Fault> fault(Call call, List<ShellWord> packages, Predicate<String> isPinned) {
    return packages.stream()
        .filter(each -> !each.text().isEmpty() && !isPinned.test(each.text()))
        .findFirst()
        .map(each ->
            Fault.at(call.run().location(each), "no version is asked for: " + shown(each.text())));
  }

  private static String shown(String text) {
    return text.replace(Variables.UNKNOWN, '…');
  }
}
