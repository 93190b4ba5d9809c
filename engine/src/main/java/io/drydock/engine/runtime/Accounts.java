package io.drydock.engine.runtime;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.syscall.FileStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The users and groups of a container: {@code /etc/passwd} and {@code /etc/group} below its root,
 * read without leaving it by a symbolic link.
 */
public final class Accounts {
  private static final int MAX_BYTES = 16 << 20;

  private final List<User> users = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  private record User(String name, int uid, int gid, String home) {}

  private record Group(String name, int gid, List<String> members) {}

  /**
   * Who a process is.
   *
   * @param groups all of its groups, its own first
   * @param home its home directory, {@code /} where none is known
   */
  public record Identity(int uid, int gid, List<Integer> groups, String home) {
    public Identity {
      groups = List.copyOf(groups);
    }
  }

  private Accounts() {}

  /** Reads the two files below the root; a missing one knows nobody. */
  static Accounts read(Path root) {
    try (RootDirectory tree = RootDirectory.open(root)) {
      return read(tree);
    }
  }

  /** As {@link #read(Path)}, below a root that is open. */
  public static Accounts read(RootDirectory root) {
    var accounts = new Accounts();
    for (String[] f : lines(root, "etc/passwd")) {
      accounts.users.add(new User(f[0], id(f, 2), id(f, 3), f.length > 5 ? f[5] : ""));
    }
    for (String[] f : lines(root, "etc/group")) {
      List<String> members = f.length > 3 ? List.of(f[3].split(",", -1)) : List.of();
      accounts.groups.add(new Group(f[0], id(f, 2), members));
    }
    return accounts;
  }

  private static List<String[]> lines(RootDirectory tree, String path) {
    String file = tree.resolve(path);
    if (tree.status(file).filter(FileStatus::isFile).isEmpty()) {
      return List.of();
    }
    try (InputStream in = tree.read(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(each -> !each.isEmpty() && !each.startsWith("#"))
          .map(each -> each.split(":", -1))
          .toList();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.CORRUPT, "cannot read /" + path + " of the container", e);
    }
  }

  /** 0 where the line has no such field, as the C library's readers of other systems have it. */
  private static int id(String[] fields, int index) {
    return fields.length > index && isNumber(fields[index]) ? Integer.parseInt(fields[index]) : 0;
  }

  /**
   * Who {@code user[:group]} is, each by name or number; empty for root.
   *
   * @param more groups by name or number, beside those that the files say
   * @throws DrydockException of kind INVALID when a name is not in the files
   */
  public Identity identity(String spec, List<String> more) {
    int colon = spec.indexOf(':');
    String userPart = colon < 0 ? spec : spec.substring(0, colon);
    String groupPart = colon < 0 ? "" : spec.substring(colon + 1);
    String wanted = userPart.isEmpty() ? "0" : userPart;
    Optional<User> user =
        first(users, each -> each.name().equals(wanted))
            .or(() -> first(users, each -> Integer.toString(each.uid()).equals(wanted)));
    int uid = user.isPresent() ? user.get().uid() : number(wanted, "user", "passwd");
    int gid = groupPart.isEmpty() ? user.map(User::gid).orElse(0) : group(groupPart);
    Set<Integer> all = new LinkedHashSet<>(List.of(gid));
    if (groupPart.isEmpty() && user.isPresent()) {
      all.addAll(memberships(user.get().name()));
    }
    more.forEach(each -> all.add(group(each)));
    String home = user.map(User::home).filter(each -> !each.isEmpty()).orElse("/");
    return new Identity(uid, gid, List.copyOf(all), home);
  }

  private List<Integer> memberships(String name) {
    return groups.stream().filter(each -> each.members().contains(name)).map(Group::gid).toList();
  }

  private int group(String wanted) {
    return first(groups, each -> each.name().equals(wanted))
        .or(() -> first(groups, each -> Integer.toString(each.gid()).equals(wanted)))
        .map(Group::gid)
        .orElseGet(() -> number(wanted, "group", "group"));
  }

  private static int number(String text, String what, String file) {
    if (isNumber(text)) {
      return Integer.parseInt(text);
    }
    if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
      throw invalid("uids and gids must be in range 0-2147483647");
    }
    throw invalid(
        "unable to find " + what + " " + text + ": no matching entries in " + file + " file");
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Long.parseLong(text) <= Integer.MAX_VALUE;
  }

  private static <T> Optional<T> first(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
