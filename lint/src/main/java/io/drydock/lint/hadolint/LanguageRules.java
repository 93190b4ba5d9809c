package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;

/** Rules about packages of Ruby and Go. */
final class LanguageRules {
  private static final Tool GEM =
      Tool.of(
          "gem",
          OptionSyntax.getopt(
              "v",
              "version",
              "i",
              "install-dir",
              "n",
              "bindir",
              "s",
              "source",
              "p",
              "http-proxy",
              "P",
              "trust-policy",
              "B",
              "bulk-threshold",
              "g",
              "file",
              "platform",
              "document",
              "build-root",
              "without",
              "config-file"));
  private static final Tool GO =
      Tool.of(
          "go",
          OptionSyntax.oneDash(
              "C",
              "p",
              "o",
              "asmflags",
              "buildmode",
              "compiler",
              "covermode",
              "coverpkg",
              "exec",
              "gccgoflags",
              "gcflags",
              "installsuffix",
              "ldflags",
              "mod",
              "modfile",
              "overlay",
              "pgo",
              "pkgdir",
              "tags",
              "toolexec"));
  private static final List<String> MOVING = List.of("latest", "upgrade", "patch");
  private static final List<String> RESERVED = List.of("all", "cmd", "std", "main", "tool");

  private LanguageRules() {}

  static void addTo(RuleBook book) {
    book.addForCalls(
            "DL3028",
            warning(
                "packages of gem install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "gem install NAME:VERSION"),
            GEM,
            LanguageRules::gem)
        .addForCalls(
            "DL3062",
            warning(
                "packages of go install, get or run have no version",
                "The next build may get another version, and the cache hides when it does.",
                "go install PACKAGE@VERSION"),
            GO,
            LanguageRules::go);
  }

  private static Optional<Fault> gem(Call call) {
    boolean installs = List.of("install", "i").contains(call.verb());
    if (!installs || call.options().has("v", "version", "g", "file")) {
      return Optional.empty();
    }
    // Behind -- stand options for the compiler of an extension.
    List<ShellWord> operands = call.options().operands();
    return Pins.fault(
        call,
        operands.subList(1, operands.size()),
        name -> name.contains(":") || name.endsWith(".gem"));
  }

  private static Optional<Fault> go(Call call) {
    return switch (call.verb()) {
      case "install", "get" -> Pins.fault(call, 1, LanguageRules::isPinnedModule);
      case "run" ->
          // What follows the package are arguments of the program.
          Pins.fault(
              call, call.operandsFrom(1).stream().limit(1).toList(), LanguageRules::isPinnedModule);
      default -> Optional.empty();
    };
  }

  private static boolean isPinnedModule(String name) {
    boolean local =
        name.startsWith(".")
            || name.startsWith("/")
            || name.startsWith("~")
            || name.endsWith(".go")
            || RESERVED.contains(name)
            || name.startsWith("cmd/");
    int at = name.lastIndexOf('@');
    return local || (at > 0 && !MOVING.contains(name.substring(at + 1)));
  }
}
