package io.drydock.base.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which files are left out, by rules of which the last that matches decides. A rule is a pattern
 * for the absolute path, {@code *} standing for anything, slashes too, as in dpkg's {@code
 * path-exclude}; one that begins with {@code !} keeps what an earlier one leaves out.
 *
 * @param rules with their {@code !}
 */
public record PathFilter(List<String> rules) {

  /** Rules by the names that definitions may use for them. */
  public static final Map<String, List<String>> PRESETS =
      Map.of(
          "docs",
          List.of(
              "/usr/share/doc/*",
              "!/usr/share/doc/*/copyright",
              "/usr/share/doc-base/*",
              "/usr/share/info/*",
              "/usr/share/lintian/*",
              "/usr/share/bug/*"),
          "man",
          List.of("/usr/share/man/*", "/usr/share/groff/*"),
          "locales",
          List.of("/usr/share/locale/*", "!/usr/share/locale/locale.alias"));

  public PathFilter {
    rules = List.copyOf(rules);
  }

  /** The filter of rules and names of presets. */
  static PathFilter of(List<String> words) {
    var rules = new ArrayList<String>();
    words.forEach(each -> rules.addAll(PRESETS.getOrDefault(each, List.of(each))));
    return new PathFilter(rules);
  }

  /**
   * @param path without a leading slash
   */
  public boolean excludes(String path) {
    for (String rule : rules.reversed()) {
      boolean keeps = rule.startsWith("!");
      if (matches(keeps ? rule.substring(1) : rule, "/" + path)) {
        return !keeps;
      }
    }
    return false;
  }

  /** Whether the text matches the pattern, in which * stands for any characters and ? for one. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Whether a name matches one of the patterns. */
  public static boolean matchesAny(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, name));
  }
}
