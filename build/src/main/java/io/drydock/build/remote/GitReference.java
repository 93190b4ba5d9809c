package io.drydock.build.remote;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A git repository as ADD and contexts name it: {@code https://host/path.git#ref:subdirectory}, its
 * query form {@code ?branch=main&subdir=src}, and the same for {@code ssh://}, {@code git://} and
 * {@code user@host:path}.
 *
 * @param remote what git fetches from
 * @param ref branch, tag or commit; empty for the remote's default
 * @param checksum the beginning of the commit that it must be, or empty
 * @param keepGitDirectory absent when the reference does not say
 * @param submodules absent when the reference does not say
 * @param commitTimes whether files get the time of the commit instead of the check-out's
 */
public record GitReference(
    String remote,
    String ref,
    String subdirectory,
    String checksum,
    Optional<Boolean> keepGitDirectory,
    Optional<Boolean> submodules,
    boolean commitTimes) {

  /**
   * The repository that the text names; empty for text that is something else.
   *
   * @throws DrydockException of kind INVALID for a repository with a query that makes no sense
   */
  public static Optional<GitReference> parse(String text) {
    return parse(text, false);
  }

  /**
   * As {@link #parse}, for contexts: {@code github.com/user/repository} and {@code
   * file:///path/repository.git} are repositories too.
   */
  public static Optional<GitReference> parseContext(String text) {
    return parse(text.startsWith("github.com/") ? "https://" + text : text, true);
  }

  private static Optional<GitReference> parse(String text, boolean isContext) {
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : text.substring(hash + 1);
    String beforeHash = hash < 0 ? text : text.substring(0, hash);
    int question = beforeHash.indexOf('?');
    String remote = question < 0 ? beforeHash : beforeHash.substring(0, question);
    boolean named = isContext && (remote.startsWith("file://") || isGitHub(remote));
    if (!named && !isRemote(remote)) {
      return Optional.empty();
    }
    Map<String, String> query = question < 0 ? Map.of() : query(beforeHash.substring(question + 1));
    int colon = fragment.indexOf(':');
    String ref = colon < 0 ? fragment : fragment.substring(0, colon);
    String subdirectory = colon < 0 ? "" : fragment.substring(colon + 1);
    String checksum = query.getOrDefault("checksum", query.getOrDefault("commit", ""));
    String wanted = ref(ref, query);
    if (wanted.startsWith("-")) {
      throw invalid("invalid git ref \"" + wanted + "\": it begins with a dash");
    }
    return Optional.of(
        new GitReference(
            remote,
            wanted.isEmpty() ? checksum : wanted,
            agreed("subdir", subdirectory, query.getOrDefault("subdir", "")),
            checksum,
            flag("keep-git-dir", query),
            flag("submodules", query),
            query.getOrDefault("mtime", "checkout").equals("commit")));
  }

  private static boolean isGitHub(String remote) {
    String path = remote.startsWith("https://github.com/") ? remote.substring(19) : "";
    return path.indexOf('/') > 0 && path.indexOf('/') == path.lastIndexOf('/');
  }

  private static boolean isRemote(String text) {
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      return switch (text.substring(0, scheme).toLowerCase(Locale.ROOT)) {
        case "http", "https" -> text.endsWith(".git");
        case "ssh", "git" -> true;
        default -> false;
      };
    }
    int at = text.indexOf('@');
    int colon = text.indexOf(':');
    return at > 0
        && colon > at + 1
        && isWord(text.substring(0, at), "-_")
        && isWord(text.substring(at + 1, colon), "-.");
  }

  private static boolean isWord(String text, String others) {
    return text.chars()
        .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || others.indexOf(c) >= 0));
  }

  private static Map<String, String> query(String text) {
    var map = new HashMap<String, String>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      switch (key) {
        case "" -> {}
        case "keep-git-dir", "submodules" -> put(map, key, value.isEmpty() ? "true" : value);
        case "mtime" -> {
          if (!value.equals("checkout") && !value.equals("commit")) {
            throw invalid("invalid mtime value: \"" + value + "\", must be checkout or commit");
          }
          put(map, key, value);
        }
        case "fetch-by-commit" -> put(map, key, value); // What is fetched is always a commit.
        case "ref", "tag", "branch", "subdir", "checksum", "commit" -> {
          if (value.isEmpty()) {
            throw invalid("query \"" + key + "\" has no value");
          }
          put(map, key, value);
        }
        default -> throw invalid("unexpected query \"" + key + "\"");
      }
    }
    return map;
  }

  private static void put(Map<String, String> map, String key, String value) {
    if (map.put(key, value) != null) {
      throw invalid("query \"" + key + "\" has multiple values");
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String ref(String fromFragment, Map<String, String> query) {
    if (query.containsKey("tag") && query.containsKey("branch")) {
      throw invalid("branch conflicts with tag");
    }
    String ref = agreed("ref", fromFragment, query.getOrDefault("ref", ""));
    ref = agreed("ref", ref, prefixed("refs/tags/", query.getOrDefault("tag", "")));
    return agreed("ref", ref, prefixed("refs/heads/", query.getOrDefault("branch", "")));
  }

  private static String prefixed(String prefix, String name) {
    return name.isEmpty() || name.startsWith(prefix) ? name : prefix + name;
  }

  private static String agreed(String what, String one, String other) {
    if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
      throw invalid(what + " conflicts: \"" + one + "\" vs \"" + other + "\"");
    }
    return one.isEmpty() ? other : one;
  }

  private static Optional<Boolean> flag(String key, Map<String, String> query) {
    String value = query.get(key);
    if (value == null) {
      return Optional.empty();
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "t", "true" -> Optional.of(true);
      case "0", "f", "false" -> Optional.of(false);
      default -> throw invalid("invalid " + key + " value: \"" + value + "\"");
    };
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
