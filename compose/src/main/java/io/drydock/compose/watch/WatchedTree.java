package io.drydock.compose.watch;

import io.drydock.composefile.model.Build;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.WatchRule;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The files that one rule of a service is about: what its patterns, the build's ignore file and
 * editors' scratch files leave of a folder.
 *
 * @param root the rule's file or folder, absolute
 * @param filters what decides over paths, each from a folder of its own
 */
record WatchedTree(Service service, WatchRule rule, Path root, List<Filter> filters) {
  /** What editors and version control make beside the files that people mean. */
  private static final IgnoreRules SCRATCH =
      IgnoreRules.of(
          List.of(
              "**/.git",
              "**/*~",
              "**/.*.sw?",
              "**/.*.swpx",
              "**/4913",
              "**/.#*",
              "**/#*#",
              "**/.idea",
              "**/*___jb_???___",
              "**/.goutputstream-*"));

  WatchedTree {
    filters = List.copyOf(filters);
  }

  /**
   * Which paths below a folder count.
   *
   * @param takes whether the rules name what is in, and not what is out
   */
  record Filter(Path folder, IgnoreRules rules, boolean takes) {
    boolean passes(Path path) {
      if (!path.startsWith(folder) || path.equals(folder)) {
        return true;
      }
      String relative = folder.relativize(path).toString();
      return takes ? rules.matches(relative) : !rules.excludes(relative);
    }
  }

  /**
   * What the services' rules watch.
   *
   * @throws DrydockException of kind NOT_FOUND for a path that is not there, INVALID for a pattern
   *     that is none
   */
  static List<WatchedTree> of(Iterable<Service> services) {
    var trees = new ArrayList<WatchedTree>();
    for (Service service : services) {
      if (service.develop().isPresent()) {
        for (WatchRule rule : service.develop().get().watch()) {
          trees.add(of(service, rule));
        }
      }
    }
    return trees;
  }

  private static WatchedTree of(Service service, WatchRule rule) {
    Path root = Path.of(rule.path());
    if (!Files.exists(root)) {
      throw new DrydockException(
              ErrorKind.NOT_FOUND,
              "service \"%s\" watches %s, which does not exist".formatted(service.name(), root))
          .at(rule.location());
    }
    var filters = new ArrayList<Filter>();
    filters.add(new Filter(root, SCRATCH, false));
    filters.add(new Filter(root, IgnoreRules.of(rule.ignore()), false));
    if (!rule.include().isEmpty()) {
      filters.add(new Filter(root, IgnoreRules.of(rule.include()), true));
    }
    service.build().flatMap(WatchedTree::ofBuild).ifPresent(filters::add);
    return new WatchedTree(service, rule, root, filters);
  }

  /** What the build leaves out of its context, the watch leaves alone. */
  private static Optional<Filter> ofBuild(Build build) {
    Optional<Path> context = build.context().map(Path::of).filter(Files::isDirectory);
    if (context.isEmpty()) {
      return Optional.empty();
    }
    String dockerfile = build.dockerfile().orElse("Dockerfile");
    for (String name : List.of(dockerfile + ".dockerignore", ".dockerignore")) {
      Path file = context.get().resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(new Filter(context.get(), read(file), false));
      }
    }
    return Optional.empty();
  }

  private static IgnoreRules read(Path file) {
    try {
      return IgnoreRules.parse(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether the rule is about the path. */
  boolean watches(Path path) {
    return path.startsWith(root) && filters.stream().allMatch(each -> each.passes(path));
  }

  /** Whether the folder may hold something that the rule is about. */
  boolean reaches(Path folder) {
    return folder.startsWith(root)
        && filters.stream()
            .filter(each ->
                !each.takes()
                    && each.rules().rules().stream().noneMatch(IgnoreRules.Rule::exception))
            .allMatch(each -> each.passes(folder));
  }

  /** Where the path goes in the containers, absolute. */
  String target(Path path) {
    String target = rule.target().orElse("/");
    Path relative = root.relativize(path);
    return relative.toString().isEmpty()
        ? target
        : target + (target.endsWith("/") ? "" : "/") + relative;
  }
}
