package io.drydock.base.debian;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * What a package file says of itself.
 *
 * @param paragraph the control file
 * @param members all files of {@code control.tar} by name, the control file among them
 * @param built when the package was built: the newest time in {@code control.tar}, which no file of
 *     a package built reproducibly exceeds
 */
public record Control(Paragraph paragraph, SortedMap<String, byte[]> members, Instant built) {

  static Control of(SortedMap<String, byte[]> members, Instant built) {
    byte[] control = members.getOrDefault("control", new byte[0]);
    return new Control(
        Paragraph.parse(new String(control, StandardCharsets.UTF_8)),
        Collections.unmodifiableSortedMap(members),
        built);
  }

  public String name() {
    return paragraph.get("Package");
  }

  public String architecture() {
    return paragraph.get("Architecture");
  }

  public boolean essential() {
    return paragraph.get("Essential").equals("yes");
  }

  /** How dpkg names the package's files: with the architecture where several may be installed. */
  public String databaseName() {
    return paragraph.get("Multi-Arch").equals("same") ? name() + ":" + architecture() : name();
  }

  /** Whether there is a member, such as {@code preinst}. */
  public boolean has(String member) {
    return members.containsKey(member);
  }

  /** The lines of a member without empty ones and comments, empty when there is no such member. */
  public List<String> lines(String member) {
    byte[] content = members.getOrDefault(member, new byte[0]);
    return new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /** Paths of configuration files, absolute. */
  public List<String> conffiles() {
    // A flag such as remove-on-upgrade may stand before the path (deb-conffiles(5)).
    return lines("conffiles").stream().filter(line -> line.startsWith("/")).toList();
  }
}
