package io.drydock.base.definition;

import io.drydock.base.definition.BaseDefinition.Contents;
import io.drydock.base.definition.BaseDefinition.Directory;
import io.drydock.base.definition.BaseDefinition.InlineFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads {@code directories}, {@code files} and {@code symlinks}. */
final class ContentsReader {
  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private ContentsReader() {}

  static Contents read(YamlMapping yaml, Contents inherited) {
    var directories = new ArrayList<Directory>(inherited.directories());
    yaml.children("directories").forEach(each -> directories.add(directory(each)));
    var files = new ArrayList<InlineFile>(inherited.files());
    yaml.children("files").forEach(each -> files.add(file(each)));
    var symlinks = new LinkedHashMap<String, String>(inherited.symlinks());
    yaml.stringMap("symlinks")
        .forEach((path, target) -> symlinks.put(relative(yaml, "symlinks", path), target));
    return new Contents(directories, files, symlinks, hardLinks(yaml, inherited));
  }

  /** Further names of a file; one without a slash lies beside it. */
  private static SequencedMap<String, List<String>> hardLinks(
      YamlMapping yaml, Contents inherited) {
    var links = new LinkedHashMap<>(inherited.hardLinks());
    yaml.child("hardlinks")
        .ifPresent(child ->
            child
                .keys()
                .forEach(file -> {
                  String existing = relative(yaml, "hardlinks", file);
                  String beside = file.substring(0, file.lastIndexOf('/') + 1);
                  List<String> names =
                      child.strings(file).stream()
                          .map(name -> name.startsWith("/") ? name : beside + name)
                          .map(name -> relative(yaml, "hardlinks", name))
                          .toList();
                  links.put(existing, names);
                }));
    return links;
  }

  private static Directory directory(YamlMapping yaml) {
    yaml.allow(List.of("path", "mode", "owner"));
    int[] owner = owner(yaml);
    return new Directory(path(yaml), mode(yaml, DIRECTORY_MODE), owner[0], owner[1]);
  }

  private static InlineFile file(YamlMapping yaml) {
    yaml.allow(List.of("path", "content", "mode", "owner"));
    int[] owner = owner(yaml);
    return new InlineFile(
        path(yaml), yaml.required("content"), mode(yaml, FILE_MODE), owner[0], owner[1]);
  }

  private static int mode(YamlMapping yaml, int otherwise) {
    int mode = yaml.number("mode", otherwise, true);
    if (mode > 07777) {
      throw yaml.error("mode", "a mode has at most four octal digits");
    }
    return mode;
  }

  /** {@code uid} or {@code uid:gid}; root's when not given. */
  private static int[] owner(YamlMapping yaml) {
    String text = yaml.string("owner").orElse("0:0");
    if (!text.matches("\\d{1,9}(:\\d{1,9})?")) {
      throw yaml.error("owner", "an owner is uid or uid:gid in numbers, not \"" + text + "\"");
    }
    String[] parts = text.split(":");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[parts.length - 1])};
  }

  private static String path(YamlMapping yaml) {
    return relative(yaml, "path", yaml.required("path"));
  }

  private static String relative(YamlMapping yaml, String key, String path) {
    if (!path.startsWith("/") || (path + "/").contains("/../") || (path + "/").contains("/./")) {
      throw yaml.error(key, "\"" + path + "\" is no absolute path without . and ..");
    }
    String bare = path.replaceAll("/+", "/").substring(1);
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
