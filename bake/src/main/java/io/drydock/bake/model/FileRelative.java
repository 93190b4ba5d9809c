package io.drydock.bake.model;

import io.drydock.dockerfile.text.SlashPath;
import java.util.Optional;
import java.util.TreeMap;

/** Finds contexts from the directory of the file that names them. */
final class FileRelative {
  private FileRelative() {}

  /** The target with its contexts as seen from the directory of the call. */
  static Target rebased(Target target, String file) {
    int slash = file.lastIndexOf('/');
    if (slash < 0 || file.contains("://")) {
      return target;
    }
    String directory = slash == 0 ? "/" : SlashPath.clean(file.substring(0, slash));
    Target rebased = target.withBase(directory);
    Optional<String> context = target.text(TargetAttribute.CONTEXT);
    if (context.isPresent()) {
      rebased =
          rebased.with(TargetAttribute.CONTEXT, new Setting.Text(path(directory, context.get())));
    }
    if (target.get(TargetAttribute.CONTEXTS).orElse(null) instanceof Setting.Named contexts) {
      var paths = new TreeMap<>(contexts.values());
      paths.replaceAll((_, value) -> value.map(each -> path(directory, each)));
      rebased = rebased.with(TargetAttribute.CONTEXTS, new Setting.Named(paths));
    }
    return rebased;
  }

  private static String path(String directory, String path) {
    boolean local =
        !path.isEmpty()
            && !path.startsWith("/")
            && !path.contains("://")
            && !path.startsWith("target:")
            && !path.startsWith("git@")
            && !path.equals("-");
    return local ? SlashPath.clean(directory + "/" + path) : path;
  }
}
