package io.drydock.base.definition;

import io.drydock.base.definition.BaseDefinition.Accounts;
import io.drydock.base.definition.BaseDefinition.Group;
import io.drydock.base.definition.BaseDefinition.User;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code users} and {@code groups}. */
final class AccountsReader {
  private static final String NO_SHELL = "/usr/sbin/nologin";

  private AccountsReader() {}

  static Accounts read(YamlMapping yaml, Accounts inherited) {
    var users = new ArrayList<User>(inherited.users());
    yaml.children("users").forEach(each -> users.add(user(each)));
    var groups = new ArrayList<Group>(inherited.groups());
    yaml.children("groups").forEach(each -> groups.add(group(each)));
    return new Accounts(users, groups);
  }

  private static User user(YamlMapping yaml) {
    yaml.allow(List.of("name", "uid", "gid", "home", "shell"));
    String name = name(yaml);
    int uid = id(yaml, "uid");
    return new User(
        name,
        uid,
        yaml.number("gid", uid, false),
        yaml.string("home").orElse("/home/" + name),
        yaml.string("shell").orElse(NO_SHELL));
  }

  private static Group group(YamlMapping yaml) {
    yaml.allow(List.of("name", "gid", "members"));
    return new Group(name(yaml), id(yaml, "gid"), yaml.strings("members"));
  }

  private static int id(YamlMapping yaml, String key) {
    yaml.required(key);
    return yaml.number(key, 0, false);
  }

  private static String name(YamlMapping yaml) {
    String name = yaml.required("name");
    if (!name.matches("[a-z_][a-z0-9_.-]{0,31}\\$?")) {
      throw yaml.error("name", "\"" + name + "\" cannot be an account's name");
    }
    return name;
  }
}
