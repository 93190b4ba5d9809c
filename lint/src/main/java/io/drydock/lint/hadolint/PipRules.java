package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.Options;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules about the package managers of Python. */
final class PipRules {
  private static final OptionSyntax SYNTAX =
      OptionSyntax.getopt(
          "abi",
          "b",
          "build",
          "C",
          "config-setting",
          "config-settings",
          "c",
          "constraint",
          "cache-dir",
          "cert",
          "client-cert",
          "exists-action",
          "extra-index-url",
          "f",
          "find-links",
          "global-option",
          "i",
          "index-url",
          "implementation",
          "install-option",
          "keyring-provider",
          "log",
          "no-binary",
          "only-binary",
          "pip-args",
          "platform",
          "prefix",
          "preinstall",
          "progress-bar",
          "proxy",
          "python",
          "python-version",
          "r",
          "requirement",
          "report",
          "resume-retries",
          "retries",
          "root",
          "root-user-action",
          "spec",
          "src",
          "suffix",
          "t",
          "target",
          "timeout",
          "trusted-host",
          "upgrade-strategy",
          "use-deprecated",
          "use-feature");
  private static final Tool PIP = Tool.of("pip[0-9.]*", SYNTAX);
  private static final Tool PIPX = Tool.of("pipx", SYNTAX);
  private static final Tool PYTHON = Tool.of("(python|pypy)[0-9.]*", OptionSyntax.getopt());
  private static final String NO_CACHE = "PIP_NO_CACHE_DIR";
  private static final List<String> TRUE = List.of("1", "true", "yes", "on", "y", "t");
  private static final List<String> COMPARISONS = List.of("==", ">=", "<=", "~=", "!=", "<", ">");
  private static final List<String> FILES =
      List.of(".whl", ".egg", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".zip");
  private static final Pattern LOCAL = Pattern.compile("[.~/].*|[^:@]*/.*", Pattern.DOTALL);

  private PipRules() {}

  static void addTo(RuleBook book) {
    book.add(
            "DL3013",
            warning(
                "packages of pip install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "pip install NAME==VERSION, or -r with a file that pins everything"),
            (file, report) -> file.runs().forEach(run -> pins(run, report)))
        .add(
            "DL3042",
            warning(
                "pip install keeps what it downloaded in the layer",
                "A container never installs the packages again, so the cache is dead weight.",
                "pip install --no-cache-dir, ENV PIP_NO_CACHE_DIR=1, or mount a cache"),
            (file, report) -> file.runs().forEach(run -> cache(run, report)));
  }

  private static void pins(RunStep run, Report report) {
    List<Call> calls = pipCalls(run);
    calls.addAll(run.calls(PIPX));
    for (Call call : calls) {
      if (call.verb().equals("install") && !call.options().has("c", "constraint")) {
        Pins.fault(call, 1, PipRules::isPinned).ifPresent(each -> each.to(report));
      }
    }
  }

  /** Calls of pip by its own name and as a module of Python. */
  private static List<Call> pipCalls(RunStep run) {
    var calls = new ArrayList<>(run.calls(PIP));
    for (ShellCommand each : run.commands()) {
      List<ShellWord> arguments = each.arguments();
      for (int i = 0; PYTHON.is(each) && i + 1 < arguments.size(); i++) {
        if (arguments.get(i).text().equals("-m") && arguments.get(i + 1).text().equals("pip")) {
          Options options = SYNTAX.read(arguments.subList(i + 2, arguments.size()));
          calls.add(new Call(run, each, options));
          break;
        }
      }
    }
    return calls;
  }

  private static boolean isPinned(String requirement) {
    if (requirement.startsWith("git+")) {
      return isPinnedRepository(requirement);
    }
    return COMPARISONS.stream().anyMatch(requirement::contains)
        || FILES.stream().anyMatch(requirement::endsWith)
        || requirement.contains("@")
        || LOCAL.matcher(requirement).matches();
  }

  /** Whether a revision stands behind the path: {@code git+https://host/path@revision}. */
  private static boolean isPinnedRepository(String requirement) {
    int host = requirement.indexOf("://");
    int path = requirement.indexOf('/', host < 0 ? 0 : host + 3);
    return path >= 0 && requirement.indexOf('@', path) >= 0;
  }

  private static void cache(RunStep run, Report report) {
    boolean off =
        run.variables().value(NO_CACHE).filter(PipRules::isTrue).isPresent()
            || exports(run)
            || hasCacheMount(run);
    for (Call call : off ? List.<Call>of() : pipCalls(run)) {
      if (call.verb().equals("install") && !call.options().has("no-cache-dir") && !sets(call)) {
        Fault.at(call.location(), "pip install keeps what it downloaded in the layer")
            .with(call.withOption("--no-cache-dir"))
            .to(report);
      }
    }
  }

  private static boolean hasCacheMount(RunStep run) {
    return run.mountsOver("/root/.cache/pip")
        || run.scratchMounts().stream()
            .anyMatch(each -> each.endsWith("/.cache/pip") || each.endsWith("/.cache"));
  }

  private static boolean isTrue(String value) {
    return TRUE.contains(value.toLowerCase(Locale.ROOT));
  }

  private static boolean sets(Call call) {
    return sets(call.command());
  }

  private static boolean sets(ShellCommand command) {
    return command.assignments().stream()
        .anyMatch(each -> each.name().equals(NO_CACHE) && isTrue(each.value()));
  }

  private static boolean exports(RunStep run) {
    return run.commands().stream()
        .anyMatch(each ->
            (each.words().isEmpty() && sets(each))
                || (each.name().equals("export")
                    && each.arguments().stream().anyMatch(PipRules::isExport)));
  }

  private static boolean isExport(ShellWord word) {
    return word.text().startsWith(NO_CACHE + "=")
        && isTrue(word.text().substring(NO_CACHE.length() + 1));
  }
}
