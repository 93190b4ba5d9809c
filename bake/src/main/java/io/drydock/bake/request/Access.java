package io.drydock.bake.request;

import io.drydock.bake.model.Entry;
import io.drydock.bake.model.Selection;
import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What targets reach beyond the directory of the call, and beyond what RUN may usually do. A bake
 * file may come from somebody else, so each has to be allowed with {@code --allow}.
 */
public final class Access {
  private final Path directory;
  private final Set<String> allowed;
  private final List<String> overrides;
  private final Set<String> missing = new LinkedHashSet<>();

  /**
   * @param directory of the call; what lies in it may be read and written
   * @param allowed values of {@code --allow}
   * @param overrides values of {@code --set}: paths that the user gives are the user's will
   */
  public Access(Path directory, List<String> allowed, List<String> overrides) {
    this.directory = real(directory);
    this.allowed = new LinkedHashSet<>(allowed);
    this.overrides = List.copyOf(overrides);
  }

  /** The values of {@code --allow} that are still needed. */
  public Set<String> missing(Selection selection) {
    for (Target target : selection.targets().values()) {
      entitlements(target);
      sources(target);
      results(target);
    }
    return missing;
  }

  private void entitlements(Target target) {
    for (String each : target.texts(TargetAttribute.ENTITLEMENTS)) {
      if (!allowed.contains(each)) {
        missing.add(each);
      }
    }
  }

  private void sources(Target target) {
    target
        .text(TargetAttribute.CONTEXT)
        .filter(each -> each.startsWith(TargetOptions.CALLERS) || TargetOptions.isLocal(each))
        .ifPresent(each -> need("fs.read", each));
    target
        .text(TargetAttribute.DOCKERFILE)
        .filter(each -> each.startsWith("/") || each.startsWith(TargetOptions.CALLERS))
        .ifPresent(each -> need("fs.read", each));
    for (String each : target.named(TargetAttribute.CONTEXTS).values()) {
      if (each.startsWith(TargetOptions.CALLERS) || TargetOptions.isLocal(each)) {
        need("fs.read", each);
      }
    }
    fields(target, TargetAttribute.SECRET, "src").forEach(each -> need("fs.read", each));
    fields(target, TargetAttribute.SSH, "paths").forEach(each -> need("fs.read", each));
    fields(target, TargetAttribute.CACHE_FROM, "src").forEach(each -> need("fs.read", each));
  }

  private void results(Target target) {
    for (TargetAttribute attribute : List.of(TargetAttribute.OUTPUT, TargetAttribute.CACHE_TO)) {
      fields(target, attribute, "dest").stream()
          .filter(each -> !each.equals("-"))
          .forEach(each -> need("fs.write", each));
    }
  }

  private static List<String> fields(Target target, TargetAttribute attribute, String field) {
    return target.entries(attribute).stream()
        .map((Entry each) -> each.get(field))
        .flatMap(Optional::stream)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private void need(String kind, String word) {
    Path path = real(directory.resolve(TargetOptions.callersPath(word)));
    boolean given =
        path.startsWith(directory)
            || isAllowed(kind, path)
            || isAllowed("fs", path)
            || overrides.stream().anyMatch(each -> each.contains("=" + word));
    if (!given) {
      missing.add(kind + "=" + path);
    }
  }

  private boolean isAllowed(String kind, Path path) {
    for (String each : allowed) {
      String start = kind + "=";
      if (each.startsWith(start)) {
        String root = each.substring(start.length());
        if (root.equals("*") || path.startsWith(real(directory.resolve(root)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The path with its symbolic links followed, as far as it exists. */
  private static Path real(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    try {
      return absolute.toRealPath();
    } catch (IOException e) {
      Path parent = absolute.getParent();
      return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
    }
  }
}
