package io.drydock.lint.hadolint;

import java.util.List;

/**
 * The name of an image, taken apart without judging it: it may be wrong, or hold variables.
 *
 * @param registry the host, {@code docker.io} by default
 * @param repository without registry, tag and digest
 * @param tag empty where there is none
 * @param digest empty where there is none
 */
record BaseImage(String registry, String repository, String tag, String digest) {
  private static final String HUB = "docker.io";
  private static final List<String> HUB_NAMES =
      List.of(HUB, "index.docker.io", "registry-1.docker.io", "hub.docker.com");

  static BaseImage of(String text) {
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    int slash = named.indexOf('/');
    String first = slash < 0 ? "" : named.substring(0, slash);
    boolean hasHost =
        first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    String rest = hasHost ? named.substring(slash + 1) : named;
    int colon = tagColon(rest);
    return new BaseImage(
        hasHost && !HUB_NAMES.contains(first) ? first : HUB,
        colon < 0 ? rest : rest.substring(0, colon),
        colon < 0 ? "" : rest.substring(colon + 1),
        at < 0 ? "" : text.substring(at + 1));
  }

  /** Where the colon before the tag stands, or -1; those within {@code ${…}} do not count. */
  private static int tagColon(String name) {
    int colon = -1;
    int depth = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '{' || c == '}') {
        depth += c == '{' ? 1 : -1;
      } else if (depth == 0 && (c == '/' || c == ':')) {
        colon = c == ':' ? i : -1;
      }
    }
    return colon;
  }

  boolean isScratch() {
    return repository.equals("scratch") && registry.equals(HUB);
  }

  /** Whether the registry is one of these names, in which {@code *} stands for anything. */
  boolean isFrom(Iterable<String> registries) {
    for (String each : registries) {
      String wanted = HUB_NAMES.contains(each) ? HUB : each;
      if (matches(wanted, registry)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String host) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(host);
    }
    String last = parts[parts.length - 1];
    if (!host.startsWith(parts[0]) || !host.endsWith(last)) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = host.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return from <= host.length() - last.length();
  }
}
