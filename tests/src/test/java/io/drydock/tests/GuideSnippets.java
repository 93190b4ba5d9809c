package io.drydock.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Dockerfiles in guides that were saved as plain text, where code and prose run on. */
final class GuideSnippets {
  private static final Pattern INSTRUCTION =
      Pattern.compile(
          "\\s*(FROM|RUN|COPY|ADD|ENV|ARG|USER|WORKDIR|EXPOSE|CMD|ENTRYPOINT|HEALTHCHECK)\\s+\\S.*");
  private static final Pattern PROSE = Pattern.compile(".*( [a-z]+){5}.*");
  private static final Pattern HEADING = Pattern.compile("\\d+\\. ([A-Z][A-Za-z_ .-]+)$");

  /** Where prose begins behind the last line of a snippet. */
  private static final Pattern GLUED =
      Pattern.compile(
          "(?<=\\S)(Fix: |\\d+\\. [A-Z]|See also|Security practices|If you |The builder stage"
              + "|Health check design|Wrong:|# \\.dockerignore|services:)");

  private static final Pattern BEGINNING =
      Pattern.compile("# (WRONG|CORRECT|Good|Stage 1|\\.dockerignore|docker-compose).*");

  private final List<Snippet> snippets = new ArrayList<>();
  private final List<String> current = new ArrayList<>();
  private String heading = "";
  private String before = "";
  private boolean continued;

  /**
   * One of them.
   *
   * @param heading of the part that it stands in
   * @param before the line of prose above it
   */
  record Snippet(String heading, String before, String text) {
    boolean isWrong() {
      return before.contains("Wrong:") || text.startsWith("# WRONG");
    }

    boolean isGood() {
      return !isWrong();
    }

    boolean isFix() {
      return before.contains("Fix: ");
    }
  }

  static List<Snippet> in(Path folder) throws IOException {
    var all = new ArrayList<Snippet>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        var reader = new GuideSnippets();
        Files.readAllLines(file, StandardCharsets.UTF_8).forEach(reader::line);
        reader.close();
        all.addAll(reader.snippets);
      }
    }
    return all;
  }

  private void line(String raw) {
    String whole = raw.replace('\u00a0', ' ');
    Matcher glued = GLUED.matcher(whole);
    boolean cut = glued.find();
    String line = cut ? whole.substring(0, glued.start()) : whole;
    boolean isInstruction =
        continued
            || (INSTRUCTION.matcher(line).matches()
                && !PROSE.matcher(line.split("#", 2)[0]).matches());
    boolean isComment = line.startsWith("#") || (line.isBlank() && !current.isEmpty());
    if (!isInstruction && BEGINNING.matcher(line).matches()) {
      close();
    }
    if (isInstruction || isComment) {
      current.add(line);
      continued = isInstruction && line.stripTrailing().endsWith("\\");
    } else {
      close();
      before = whole;
    }
    if (cut) {
      close();
      before = whole.substring(glued.start());
    }
    Matcher next = HEADING.matcher(whole);
    if (next.find()) {
      heading = next.group(1);
    }
  }

  private void close() {
    if (current.stream().anyMatch(each -> INSTRUCTION.matcher(each).matches())) {
      snippets.add(new Snippet(heading, before, String.join("\n", current) + "\n"));
    }
    current.clear();
    continued = false;
  }
}
