package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about the package manager of Debian. */
final class AptRules {
  private static final OptionSyntax SYNTAX =
      OptionSyntax.getopt(
          "t",
          "target-release",
          "default-release",
          "o",
          "option",
          "c",
          "config-file",
          "a",
          "host-architecture",
          "P",
          "build-profiles");
  private static final Tool APT_GET = Tool.of("apt-get", SYNTAX);
  private static final Tool APT = Tool.of("apt", SYNTAX);
  private static final Tool ANY = Tool.of("apt|apt-get|aptitude", SYNTAX);
  private static final List<String> INSTALL = List.of("install");
  private static final String LISTS = "/var/lib/apt/lists";
  private static final String ARCHIVES = "/var/cache/apt";
  private static final String DOCKER_CLEAN = "/etc/apt/apt.conf.d/docker-clean";

  /** Verbs that mean the same to apt and apt-get. */
  private static final List<String> SHARED_VERBS =
      List.of(
          "install",
          "reinstall",
          "remove",
          "purge",
          "autoremove",
          "update",
          "upgrade",
          "build-dep",
          "source",
          "download",
          "clean",
          "autoclean");

  private static final Leftovers PACKAGE_LISTS =
      new Leftovers(
          command -> ANY.does(command, List.of("update")),
          command ->
              Leftovers.deletes(command, List.of(LISTS))
                  || ANY.does(command, List.of("distclean", "dist-clean")),
          "rm -rf " + LISTS + "/*");

  private AptRules() {}

  static void addTo(RuleBook book) {
    book.addForCalls(
            "DL3008",
            warning(
                "packages of apt-get install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "apt-get install NAME=VERSION; a pattern such as 2.1.* keeps security updates"),
            APT_GET,
            call ->
                INSTALL.contains(call.verb())
                    ? Pins.fault(call, 1, AptRules::isPinned)
                    : Optional.empty())
        .add(
            "DL3009",
            info(
                "the package lists of apt stay in the layer",
                "They are tens of megabytes that no container needs, and soon out of date.",
                "end the same RUN with rm -rf /var/lib/apt/lists/*, or mount a cache there"),
            AptRules::lists)
        .addOption(
            "DL3014",
            warning(
                "apt-get install waits for a yes",
                "Nobody can answer during a build, so it stops.",
                "apt-get install -y"),
            APT_GET,
            INSTALL,
            new RuleBook.Option("-y", AptRules::assumesYes))
        .addOption(
            "DL3015",
            info(
                "apt-get install takes recommended packages too",
                "They make the image bigger and add programs that nobody asked for.",
                "apt-get install --no-install-recommends, and name what is really needed"),
            APT_GET,
            INSTALL,
            new RuleBook.Option("--no-install-recommends", AptRules::skipsRecommended))
        .addForCalls(
            "DL3027",
            warning(
                "apt is made for people at a terminal",
                "Its options and output may change between releases, scripts break.",
                "use apt-get or apt-cache"),
            APT,
            AptRules::interactive);
  }

  private static boolean isPinned(String name) {
    return name.contains("=") || name.contains("/") || name.endsWith(".deb");
  }

  private static boolean assumesYes(Call call) {
    boolean quietEnough =
        call.options().count("q", "quiet", "qq") > 1
            || call.options().values("q", "quiet").contains("2");
    return quietEnough || call.options().has("y", "yes", "assume-yes");
  }

  private static boolean skipsRecommended(Call call) {
    return call.options().has("no-install-recommends")
        || call.options().values("o", "option").stream()
            .map(each -> each.replace(" ", ""))
            .anyMatch(each -> each.matches("(?i)APT::Install-Recommends=(false|0|no)"));
  }

  /** Stages that no image is made of may keep their lists; what ONBUILD runs may not. */
  private static void lists(BuildFile file, Report report) {
    boolean keepsArchives = false;
    Set<Stage> kept = Lineages.kept(file);
    for (Stage stage : file.stages()) {
      boolean matters = kept.contains(stage);
      keepsArchives = stage.parent().isPresent() && keepsArchives;
      for (RunStep run : Lineages.runs(stage)) {
        keepsArchives |= run.commands().stream().anyMatch(AptRules::removesDockerClean);
        if ((matters || run.isOnBuild()) && !isMounted(run, keepsArchives)) {
          PACKAGE_LISTS
              .fault(run, "the package lists of apt stay in the layer")
              .ifPresent(each -> each.to(report));
        }
      }
    }
  }

  private static boolean removesDockerClean(ShellCommand command) {
    return command.program().equals("rm")
        && command.arguments().stream().map(ShellWord::text).anyMatch(DOCKER_CLEAN::equals);
  }

  /** Whether lists, and packages where those are kept as well, go to a mount. */
  private static boolean isMounted(RunStep run, boolean keepsArchives) {
    return run.mountsOver(LISTS) && (!keepsArchives || run.mountsOver(ARCHIVES));
  }

  private static Optional<Fault> interactive(Call call) {
    Fault fault = Fault.at(call.location(), "apt is made for people at a terminal");
    Optional<Edit> mend =
        SHARED_VERBS.contains(call.verb())
            ? call.run().behind(call.command().words().getFirst(), "-get")
            : Optional.empty();
    return Optional.of(fault.with(mend));
  }
}
