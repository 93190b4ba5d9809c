package io.drydock.base.root;

import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.BaseDefinition.Directory;
import io.drydock.base.definition.BaseDefinition.Group;
import io.drydock.base.definition.BaseDefinition.InlineFile;
import io.drydock.base.definition.BaseDefinition.User;
import io.drydock.base.root.Root.Metadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts what a definition holds besides packages into a root: accounts, directories, files, links.
 */
final class Finish {
  private static final int SHADOW_GROUP = 42;

  private final Root root;
  private final Instant time;

  Finish(Root root, Instant time) {
    this.root = root;
    this.time = time;
  }

  void apply(BaseDefinition definition) {
    definition.accounts().groups().forEach(this::addGroup);
    definition.accounts().users().forEach(this::addUser);
    for (Directory each : definition.contents().directories()) {
      makeDirectory(each.path(), new Metadata(each.mode(), each.uid(), each.gid(), time));
    }
    applyFiles(definition);
    definition
        .contents()
        .symlinks()
        .forEach((path, target) -> root.symlink(path, target, Metadata.ofRoot(0777, time)));
    definition
        .contents()
        .hardLinks()
        .forEach((file, names) -> names.forEach(name -> root.hardLink(name, file)));
  }

  /** Only the files: scripts of packages that are installed afterwards find them. */
  void applyFiles(BaseDefinition definition) {
    for (InlineFile each : definition.contents().files()) {
      byte[] content = each.content().getBytes(StandardCharsets.UTF_8);
      root.file(
          each.path(),
          new Metadata(each.mode(), each.uid(), each.gid(), time),
          new ByteArrayInputStream(content));
    }
  }

  private void addGroup(Group group) {
    setLine(
        "etc/group",
        group.name(),
        group.name() + ":x:" + group.gid() + ":" + String.join(",", group.members()),
        0644,
        0);
    if (root.find("etc/gshadow").isPresent()) {
      setLine("etc/gshadow", group.name(), group.name() + ":!::", 0640, SHADOW_GROUP);
    }
  }

  void addUser(User user) {
    boolean hasGroup =
        lines("etc/group").stream().anyMatch(line -> field(line, 2).equals("" + user.gid()));
    if (!hasGroup) {
      addGroup(new Group(user.name(), user.gid(), List.of()));
    }
    setLine(
        "etc/passwd",
        user.name(),
        String.join(
            ":",
            user.name(),
            "x",
            "" + user.uid(),
            "" + user.gid(),
            user.uid() == 0 ? "root" : "",
            user.home(),
            user.shell()),
        0644,
        0);
    if (root.find("etc/shadow").isPresent()) {
      long day = time.getEpochSecond() / 86_400;
      setLine("etc/shadow", user.name(), user.name() + ":!:" + day + "::::::", 0640, SHADOW_GROUP);
    }
    String home = user.home().replaceFirst("^/+", "");
    if (!home.isEmpty() && !home.equals("nonexistent")) {
      makeDirectory(
          home, new Metadata(user.uid() == 0 ? 0700 : 0755, user.uid(), user.gid(), time));
    }
  }

  private void makeDirectory(String path, Metadata metadata) {
    root.directory(path, metadata);
  }

  private void setLine(String path, String name, String line, int mode, int gid) {
    var lines = new ArrayList<String>();
    boolean replaced = false;
    for (String each : lines(path)) {
      boolean same = field(each, 0).equals(name);
      lines.add(same ? line : each);
      replaced |= same;
    }
    if (!replaced) {
      lines.add(line);
    }
    root.file(path, new Metadata(mode, 0, gid, time), String.join("\n", lines) + "\n");
  }

  private List<String> lines(String path) {
    return root.read(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  private static String field(String line, int index) {
    String[] fields = line.split(":", -1);
    return index < fields.length ? fields[index] : "";
  }
}
