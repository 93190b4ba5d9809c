package io.drydock.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the Compose files in guides that were saved as plain text, most of which has lost its
 * indentation: what a line belongs to follows from what Compose's keys may hold.
 */
final class GuideProjects {
  private static final Pattern START = Pattern.compile(".*?(services:)$");
  private static final Pattern KEY = Pattern.compile("([\\w./-]+):( .*)?");

  /** Where prose begins behind a number or a name. */
  private static final Pattern GLUED = Pattern.compile("(retries: \\d+?|\\w+:)(\\d\\. )?[A-Z].*");

  private static final Set<String> TOP = Set.of("services", "volumes", "networks");
  private static final Set<String> OF_SERVICES =
      Set.of(
          "image",
          "build",
          "command",
          "ports",
          "expose",
          "volumes",
          "environment",
          "env_file",
          "depends_on",
          "healthcheck",
          "restart",
          "profiles",
          "networks",
          "deploy");
  private static final Set<String> WITH_KEYS =
      Set.of("build", "environment", "depends_on", "healthcheck", "deploy");
  private static final int STEP = 2;

  private final List<String> lines;
  private final StringBuilder text = new StringBuilder();
  private String section = "services";
  private String part = "";
  private int at;

  private GuideProjects(List<String> lines, int from) {
    this.lines = lines;
    this.at = from;
  }

  static List<String> in(Path folder) throws IOException {
    var all = new ArrayList<String>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
          if (START.matcher(line(lines, i)).matches()) {
            all.add(new GuideProjects(lines, i + 1).read());
          }
        }
      }
    }
    return all;
  }

  private static String line(List<String> lines, int index) {
    return lines.get(index).replace('\u00a0', ' ').strip();
  }

  private String read() {
    text.append("services:\n");
    while (at < lines.size() && add(line(lines, at))) {
      at++;
    }
    return text.toString();
  }

  /** Adds a line with its indent; false where the file has ended. */
  private boolean add(String whole) {
    Matcher glued = GLUED.matcher(whole);
    String line = glued.matches() ? glued.group(1) : whole;
    if (line.isEmpty() || line.startsWith("#")) {
      return true;
    }
    if (line.startsWith("- ")) {
      return write(3, line);
    }
    Matcher key = KEY.matcher(line);
    return key.matches() && addKey(key.group(1), line, key.group(2) == null);
  }

  private boolean addKey(String key, String line, boolean isOpen) {
    boolean holdsList = at + 1 < lines.size() && line(lines, at + 1).startsWith("- ");
    if (TOP.contains(key) && isOpen && !holdsList) {
      section = key;
      part = "";
      return write(0, line);
    }
    if (!section.equals("services")) {
      return write(isOpen ? 1 : 2, line);
    }
    if (OF_SERVICES.contains(key) && !part.isEmpty()) {
      part = key;
      return write(2, line);
    }
    if (key.equals("condition")) {
      return write(4, line);
    }
    boolean isDependency =
        part.equals("depends_on") && isOpen && line(lines, at + 1).startsWith("condition:");
    if (isDependency || (WITH_KEYS.contains(part) && !isOpen)) {
      return write(3, line);
    }
    part = "service";
    return isOpen && write(1, line);
  }

  private boolean write(int depth, String line) {
    text.repeat(' ', depth * STEP).append(line).append('\n');
    return true;
  }
}
