package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.lint.Report;
import io.drydock.lint.shell.OptionSyntax;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about the package managers of Node.js. */
final class NodeRules {
  private static final Tool NPM =
      Tool.of(
          "npm",
          OptionSyntax.getopt(
              "C",
              "prefix",
              "w",
              "workspace",
              "loglevel",
              "registry",
              "cache",
              "userconfig",
              "globalconfig",
              "tag",
              "omit",
              "include",
              "only",
              "location",
              "install-strategy",
              "before",
              "cpu",
              "os",
              "libc",
              "cafile",
              "ca",
              "proxy",
              "https-proxy",
              "noproxy",
              "otp",
              "scope",
              "fetch-retries",
              "fetch-timeout",
              "fetch-retry-mintimeout",
              "fetch-retry-maxtimeout",
              "maxsockets",
              "script-shell",
              "node-options",
              "user-agent"));
  private static final Tool YARN =
      Tool.of("yarn|yarnpkg", OptionSyntax.getopt("cwd", "cache-folder", "modules-folder"));
  private static final List<String> INSTALL = List.of("install", "i", "add");
  private static final Pattern REPOSITORY = Pattern.compile("git(\\+[a-z]+)?://.*");
  private static final Pattern FILE = Pattern.compile(".*\\.(tar|tar\\.gz|tgz)|[./~].*");
  private static final String ALL_CACHES = "/usr/local/share/.cache";

  private static final Leftovers YARN_CACHE =
      new Leftovers(
          command -> YARN.does(command, List.of("install")),
          command ->
              YARN.does(command, List.of("cache"))
                  && command.arguments().stream().anyMatch(each -> each.text().equals("clean")),
          "yarn cache clean");

  private NodeRules() {}

  static void addTo(RuleBook book) {
    book.addForCalls(
            "DL3016",
            warning(
                "packages of npm install have no version",
                "The next build may get another version, and the cache hides when it does.",
                "npm install NAME@VERSION, or npm ci with a lock file"),
            NPM,
            call ->
                INSTALL.contains(call.verb())
                    ? Pins.fault(call, 1, NodeRules::isPinned)
                    : Optional.empty())
        .add(
            "DL3060",
            info(
                "the cache of yarn stays in the layer",
                "A container never installs the packages again, so the cache is dead weight.",
                "end the same RUN with yarn cache clean, or mount a cache"),
            NodeRules::yarn);
  }

  private static boolean isPinned(String name) {
    if (REPOSITORY.matcher(name).matches()) {
      return name.contains("#");
    }
    return FILE.matcher(name).matches() || name.indexOf('@', 1) > 0;
  }

  private static void yarn(BuildFile file, Report report) {
    Set<Stage> kept = Lineages.kept(file);
    for (Stage stage : file.stages()) {
      boolean matters = kept.contains(stage);
      for (RunStep run : Lineages.runs(stage)) {
        if ((matters || run.isOnBuild()) && !hasCacheMount(run)) {
          YARN_CACHE
              .fault(run, "the cache of yarn stays in the layer")
              .ifPresent(each -> each.to(report));
        }
      }
    }
  }

  private static boolean hasCacheMount(RunStep run) {
    return run.mountsOver("/root/.cache/yarn")
        || run.scratchMounts().stream()
            .anyMatch(each ->
                each.endsWith("/.cache/yarn")
                    || each.endsWith("/.cache")
                    || each.startsWith(ALL_CACHES));
  }
}
