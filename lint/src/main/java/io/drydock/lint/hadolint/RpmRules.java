package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.hadolint.RuleBook.Option;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.ShellCommand;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules about yum, and dnf that came after it. */
final class RpmRules {
  private static final OptionSyntax SYNTAX =
      OptionSyntax.getopt(
          "c",
          "config",
          "d",
          "debuglevel",
          "e",
          "errorlevel",
          "R",
          "x",
          "exclude",
          "repo",
          "repoid",
          "enablerepo",
          "disablerepo",
          "installroot",
          "releasever",
          "setopt",
          "disableplugin",
          "enableplugin",
          "forcearch",
          "downloaddir",
          "destdir",
          "comment");
  private static final Tool YUM = Tool.of("yum", SYNTAX);
  private static final Tool DNF = Tool.of("dnf|dnf5|microdnf", SYNTAX);
  private static final List<String> INSTALL = List.of("install", "localinstall", "groupinstall");
  private static final List<String> SINGLE = List.of("install", "in");
  private static final List<String> LEAVING =
      List.of(
          "install",
          "in",
          "localinstall",
          "groupinstall",
          "reinstall",
          "rei",
          "upgrade",
          "update",
          "up",
          "upgrade-minimal",
          "update-minimal",
          "up-min",
          "downgrade",
          "dg",
          "distro-sync",
          "distrosync",
          "dsync",
          "group",
          "module",
          "builddep");
  private static final List<String> CACHES =
      List.of("/var/cache/yum", "/var/cache/dnf", "/var/cache/libdnf5");
  private static final Pattern VERSIONED =
      Pattern.compile(".*-(\\d+:)?(\\d[^-]*|" + Variables.UNKNOWN + ".*)", Pattern.DOTALL);

  private static final Leftovers YUM_CACHE = cache(YUM, "yum clean all");
  private static final Leftovers DNF_CACHE = cache(DNF, "dnf clean all");

  private RpmRules() {}

  static void addTo(RuleBook book) {
    addYum(book);
    addDnf(book);
  }

  private static void addYum(RuleBook book) {
    book.addOption(
            "DL3030",
            warning(
                "yum install waits for a yes",
                "Nobody can answer during a build, so it stops.",
                "yum install -y"),
            YUM,
            INSTALL,
            new Option("-y", RpmRules::assumesYes))
        .addForRuns(
            "DL3032",
            warning(
                "the cache of yum stays in the layer",
                "It holds packages and lists that no container needs.",
                "end the same RUN with yum clean all, or mount a cache at /var/cache/yum"),
            run -> leftovers(run, YUM_CACHE, "the cache of yum stays in the layer"))
        .addForCalls(
            "DL3033",
            warning(
                "packages of yum install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "yum install -y NAME-VERSION"),
            YUM,
            RpmRules::unpinned);
  }

  private static void addDnf(RuleBook book) {
    book.addOption(
            "DL3038",
            warning(
                "dnf install waits for a yes",
                "Nobody can answer during a build, so it stops.",
                "dnf install -y"),
            DNF,
            List.of("install", "in", "localinstall", "groupinstall"),
            new Option("-y", RpmRules::assumesYes))
        .addForRuns(
            "DL3040",
            warning(
                "the cache of dnf stays in the layer",
                "It holds packages and lists that no container needs.",
                "end the same RUN with dnf clean all, or mount a cache at /var/cache/libdnf5"),
            run -> leftovers(run, DNF_CACHE, "the cache of dnf stays in the layer"))
        .addForCalls(
            "DL3041",
            warning(
                "packages of dnf install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "dnf install -y NAME-VERSION"),
            DNF,
            RpmRules::unpinned);
  }

  private static Leftovers cache(Tool tool, String remedy) {
    return new Leftovers(
        command -> tool.does(command, LEAVING), command -> cleans(tool, command), remedy);
  }

  private static boolean cleans(Tool tool, ShellCommand command) {
    boolean cleansAll =
        tool.does(command, List.of("clean"))
            && command.arguments().stream().anyMatch(each -> each.text().equals("all"));
    return cleansAll || Leftovers.deletes(command, CACHES);
  }

  private static Optional<Fault> leftovers(RunStep run, Leftovers cache, String message) {
    if (CACHES.stream().anyMatch(run::mountsOver)) {
      return Optional.empty();
    }
    return cache
        .of(run)
        .map(command ->
            Fault.at(run.location(command), message)
                .with(run.afterwards(command.program() + " clean all")));
  }

  private static boolean assumesYes(Call call) {
    return call.options().has("y", "yes", "assumeyes");
  }

  private static Optional<Fault> unpinned(Call call) {
    if (call.verb().equals("module") && SINGLE.contains(call.operand(1))) {
      return Pins.fault(call, 2, name -> name.contains(":"));
    }
    return SINGLE.contains(call.verb())
        ? Pins.fault(call, 1, RpmRules::isPinned)
        : Optional.empty();
  }

  private static boolean isPinned(String name) {
    return name.startsWith("@") || name.endsWith(".rpm") || VERSIONED.matcher(name).matches();
  }
}
