package io.drydock.engine.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Files of a control group; one that is not there, or no longer, holds nothing. */
final class ControlFile {
  private ControlFile() {}

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** The one number that a file holds; empty for {@code max} and the like. */
  static OptionalLong number(Path file) {
    return lines(file).stream().findFirst().map(ControlFile::parse).orElse(OptionalLong.empty());
  }

  /** Numbers up to 2^64 - 1 are cut to the largest that fits. */
  static OptionalLong parse(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.of(Long.MAX_VALUE);
    }
  }

  /** A file of lines of a name and a number, in its order. */
  static SequencedMap<String, Long> table(Path file) {
    var table = new LinkedHashMap<String, Long>();
    for (String line : lines(file)) {
      String[] words = line.split(" ", -1);
      if (words.length == 2) {
        parse(words[1]).ifPresent(value -> table.put(words[0], value));
      }
    }
    return table;
  }
}
