package io.drydock.build.rootfs;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The users and groups of a root file system: its {@code /etc/passwd} and {@code /etc/group}. */
public final class Accounts {
  /** Knows nobody. */
  public static final Accounts NONE = new Accounts();

  private static final int MAX_BYTES = 16 << 20;

  private Accounts() {}

  private final List<User> users = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  private record User(String name, int uid, int gid, String home) {}

  private record Group(String name, int gid, List<String> members) {}

  /**
   * Who runs a command.
   *
   * @param groups the supplementary ones
   * @param home the home directory, {@code /} where none is known
   */
  public record Identity(int uid, int gid, List<Integer> groups, String home) {
    public Identity {
      groups = List.copyOf(groups);
    }
  }

  /** Reads the two files of the tree; a missing one knows nobody. */
  public static Accounts of(FileTree tree) {
    var accounts = new Accounts();
    for (String[] f : lines(tree, "etc/passwd")) {
      if (f.length >= 4 && isNumber(f[2]) && isNumber(f[3])) {
        accounts.users.add(new User(f[0], number(f[2]), number(f[3]), f.length > 5 ? f[5] : ""));
      }
    }
    for (String[] f : lines(tree, "etc/group")) {
      if (f.length >= 3 && isNumber(f[2])) {
        List<String> members = f.length > 3 ? Arrays.asList(f[3].split(",", -1)) : List.of();
        accounts.groups.add(new Group(f[0], number(f[2]), members));
      }
    }
    return accounts;
  }

  /**
   * Who {@code user[:group]} is, each a name or a number, as USER gives it; empty for root. As in
   * BuildKit a number alone has the group root, whatever the files say.
   *
   * @throws DrydockException of kind INVALID when a name is not in the files
   */
  public Identity identity(String spec) {
    int colon = spec.indexOf(':');
    String userPart = colon < 0 ? spec : spec.substring(0, colon);
    String groupPart = colon < 0 ? "" : spec.substring(colon + 1);
    if (userPart.isEmpty() || userPart.equals("root")) {
      userPart = "0";
    }
    boolean numeric = isNumber(userPart) && (groupPart.isEmpty() || isNumber(groupPart));
    Optional<User> user = findUser(userPart);
    int uid = isNumber(userPart) ? number(userPart) : require(user, userPart).uid();
    int gid;
    if (!groupPart.isEmpty()) {
      gid = isNumber(groupPart) ? number(groupPart) : requireGroup(groupPart);
    } else {
      gid = numeric ? 0 : require(user, userPart).gid();
    }
    String home = user.map(User::home).filter(each -> !each.isEmpty()).orElse("/");
    boolean listed = !numeric && groupPart.isEmpty();
    return new Identity(uid, gid, listed ? supplementary(user) : List.of(), home);
  }

  private static User require(Optional<User> user, String name) {
    return user.orElseThrow(() -> unknown("user", name));
  }

  private int requireGroup(String name) {
    return findGroup(name).map(Group::gid).orElseThrow(() -> unknown("group", name));
  }

  /** Whether {@code user[:group]} is all numbers, so that no file is needed to read it. */
  public static boolean isNumeric(String spec) {
    int colon = spec.indexOf(':');
    return colon < 0
        ? isNumber(spec)
        : isNumber(spec.substring(0, colon)) && isNumber(spec.substring(colon + 1));
  }

  /**
   * The owner that {@code user[:group]} names for files. A number alone stands for the group of the
   * same number, a name for the user's own group. As in BuildKit a name that is not in the files
   * stands for root.
   *
   * @return uid and gid
   */
  public int[] owner(String spec) {
    int colon = spec.indexOf(':');
    String userPart = colon < 0 ? spec : spec.substring(0, colon);
    String groupPart = colon < 0 ? "" : spec.substring(colon + 1);
    int uid = 0;
    int gid = 0;
    if (isNumber(userPart)) {
      uid = number(userPart);
      gid = uid;
    } else {
      Optional<User> user = users.stream().filter(each -> each.name().equals(userPart)).findFirst();
      uid = user.map(User::uid).orElse(0);
      gid = user.map(User::gid).orElse(0);
    }
    if (isNumber(groupPart)) {
      gid = number(groupPart);
    } else if (!groupPart.isEmpty()) {
      gid = findGroup(groupPart).map(Group::gid).orElse(0);
    }
    return new int[] {uid, gid};
  }

  private List<Integer> supplementary(Optional<User> user) {
    String name = user.map(User::name).orElse("");
    var ids = new ArrayList<Integer>();
    for (Group each : groups) {
      if (!name.isEmpty() && each.members().contains(name) && !ids.contains(each.gid())) {
        ids.add(each.gid());
      }
    }
    return ids;
  }

  private Optional<User> findUser(String nameOrId) {
    return users.stream()
        .filter(each -> each.name().equals(nameOrId))
        .findFirst()
        .or(() ->
            users.stream()
                .filter(each -> isNumber(nameOrId) && each.uid() == number(nameOrId))
                .findFirst());
  }

  private Optional<Group> findGroup(String nameOrId) {
    return groups.stream()
        .filter(each ->
            each.name().equals(nameOrId) || (isNumber(nameOrId) && each.gid() == number(nameOrId)))
        .findFirst();
  }

  private static DrydockException unknown(String what, String name) {
    String file = what.equals("user") ? "passwd" : "group";
    return new DrydockException(
        ErrorKind.INVALID,
        "unable to find " + what + " " + name + ": no matching entries in " + file + " file");
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Long.parseLong(text) <= Integer.MAX_VALUE;
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static List<String[]> lines(FileTree tree, String path) {
    String real = new PathResolver(tree).resolve(path);
    Optional<Entry> file = tree.find(real).filter(Entry::isFile);
    if (file.isEmpty()) {
      return List.of();
    }
    try (InputStream in = tree.open(file.get())) {
      var lines = new ArrayList<String[]>();
      new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(each -> !each.isEmpty() && !each.startsWith("#"))
          .forEach(each -> lines.add(each.split(":", -1)));
      return lines;
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.CORRUPT, "cannot read /" + real + " of the image", e);
    }
  }
}
