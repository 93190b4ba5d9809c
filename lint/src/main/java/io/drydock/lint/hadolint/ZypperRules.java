package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.hadolint.RuleBook.Option;
import io.drydock.lint.shell.OptionSyntax;
import java.util.List;
import java.util.Optional;

/** Rules about the package manager of SUSE. */
final class ZypperRules {
  private static final Tool ZYPPER =
      Tool.of(
          "zypper",
          OptionSyntax.getopt(
              "c",
              "config",
              "D",
              "reposd-dir",
              "C",
              "cache-dir",
              "R",
              "root",
              "installroot",
              "p",
              "plus-repo",
              "r",
              "repo",
              "from",
              "t",
              "type",
              "releasever"));
  private static final List<String> INSTALL = List.of("install", "in");
  private static final String CACHE = "/var/cache/zypp";

  private static final Leftovers PACKAGES =
      new Leftovers(
          command ->
              ZYPPER.does(
                  command,
                  List.of("install", "in", "update", "up", "patch", "dist-upgrade", "dup")),
          command ->
              ZYPPER.does(command, List.of("clean", "cc"))
                  || Leftovers.deletes(command, List.of(CACHE)),
          "zypper clean");

  private ZypperRules() {}

  static void addTo(RuleBook book) {
    book.addOption(
            "DL3034",
            warning(
                "zypper waits for a yes",
                "Nobody can answer during a build, so it stops.",
                "zypper install -y, or zypper --non-interactive"),
            ZYPPER,
            List.of("install", "in", "remove", "rm", "source-install", "si", "patch"),
            new Option("-y", ZypperRules::isUnattended))
        .addForCalls(
            "DL3035",
            warning(
                "zypper dist-upgrade replaces the base image's packages",
                "The image no longer is what its base says, and grows by all of them.",
                "build on a newer base image"),
            ZYPPER,
            call ->
                List.of("dist-upgrade", "dup").contains(call.verb())
                    ? Optional.of(
                        Fault.at(
                            call.location(),
                            "zypper dist-upgrade replaces the base image's packages"))
                    : Optional.empty())
        .addForRuns(
            "DL3036",
            warning(
                "the cache of zypper stays in the layer",
                "It holds packages and lists that no container needs.",
                "end the same RUN with zypper clean, or mount a cache at /var/cache/zypp"),
            run ->
                run.mountsOver(CACHE)
                    ? Optional.empty()
                    : PACKAGES.fault(run, "the cache of zypper stays in the layer"))
        .addForCalls(
            "DL3037",
            warning(
                "packages of zypper install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "zypper install -y NAME=VERSION"),
            ZYPPER,
            call ->
                INSTALL.contains(call.verb())
                    ? Pins.fault(call, 1, ZypperRules::isPinned)
                    : Optional.empty());
  }

  private static boolean isUnattended(Call call) {
    return call.options().has("n", "non-interactive", "y", "no-confirm");
  }

  private static boolean isPinned(String name) {
    return name.contains("=") || name.contains("<") || name.contains(">") || name.endsWith(".rpm");
  }
}
