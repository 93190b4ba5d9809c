package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.hadolint.RuleBook.Option;
import io.drydock.lint.shell.OptionSyntax;
import java.util.List;
import java.util.Optional;

/** Rules about the package manager of Alpine. */
final class ApkRules {
  private static final Tool APK =
      Tool.of(
          "apk",
          OptionSyntax.getopt(
              "t",
              "virtual",
              "X",
              "repository",
              "p",
              "root",
              "repositories-file",
              "keys-dir",
              "arch",
              "cache-dir",
              "cache-max-age",
              "timeout",
              "wait",
              "progress-fd"));
  private static final List<String> CACHES = List.of("/var/cache/apk", "/etc/apk/cache");

  private ApkRules() {}

  static void addTo(RuleBook book) {
    book.addForCalls(
            "DL3018",
            warning(
                "packages of apk add have no version",
                "The next build may get another version, and the cache hides when it does.",
                "apk add NAME=VERSION, or NAME~VERSION for a range"),
            APK,
            call ->
                call.verb().equals("add")
                    ? Pins.fault(call, 1, ApkRules::isPinned)
                    : Optional.empty())
        .addOption(
            "DL3019",
            info(
                "apk add keeps its index in the layer",
                "It is of no use in a container, and soon out of date.",
                "apk add --no-cache, or mount a cache at /var/cache/apk"),
            APK,
            List.of("add"),
            new Option(
                "--no-cache",
                call ->
                    call.options().has("no-cache")
                        || CACHES.stream().anyMatch(call.run()::mountsOver)));
  }

  private static boolean isPinned(String name) {
    boolean conflict = name.startsWith("!");
    return conflict || name.endsWith(".apk") || name.chars().anyMatch(c -> "=~<>".indexOf(c) >= 0);
  }
}
