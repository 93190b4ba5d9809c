package io.drydock.base.definition;

import io.drydock.base.definition.BaseDefinition.Accounts;
import io.drydock.base.definition.BaseDefinition.Group;
import io.drydock.base.definition.BaseDefinition.User;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code users} and {@code groups}. */
final class AccountsReader {
  private AccountsReader() {}

  static Accounts read(YamlMapping yaml, Accounts inherited) {
    var users = new ArrayList<User>(inherited.users());
    users.addAll(
        yaml.entries(
            "users",
            (name, uid) -> user(name, id(yaml, "users", name, uid)),
            AccountsReader::user));
    var groups = new ArrayList<Group>(inherited.groups());
    groups.addAll(
        yaml.entries(
            "groups",
            (name, gid) -> new Group(name, id(yaml, "groups", name, gid), List.of()),
            AccountsReader::group));
    return new Accounts(users, groups);
  }

  /** {@code name: 1000}, for the user ID and the group ID alike. */
  private static User user(String name, int uid) {
    return new User(name, uid, uid, "/home/" + name, "/usr/sbin/nologin");
  }

  private static User user(String name, YamlMapping yaml) {
    yaml.allow(List.of("uid", "gid", "home", "shell"));
    yaml.required("uid");
    int uid = yaml.number("uid", 0, false);
    return new User(
        name,
        uid,
        yaml.number("gid", uid, false),
        yaml.string("home").orElse("/home/" + name),
        yaml.string("shell").orElse("/usr/sbin/nologin"));
  }

  private static Group group(String name, YamlMapping yaml) {
    yaml.allow(List.of("gid", "members"));
    yaml.required("gid");
    return new Group(name, yaml.number("gid", 0, false), yaml.strings("members"));
  }

  private static int id(YamlMapping yaml, String key, String name, String text) {
    try {
      int id = Integer.parseInt(text);
      if (id >= 0) {
        return id;
      }
    } catch (NumberFormatException e) {
      // Said below, with the place.
    }
    throw yaml.error(key, "\"" + name + "\" needs a number, not \"" + text + "\"");
  }
}
