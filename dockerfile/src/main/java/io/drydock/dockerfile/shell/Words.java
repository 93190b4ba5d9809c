package io.drydock.dockerfile.shell;

import io.drydock.dockerfile.text.Blank;
import java.util.ArrayList;
import java.util.List;

/** Text as it is lexed: whole, and split where white space was neither quoted nor escaped. */
final class Words {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder word = new StringBuilder();
  private final List<String> words = new ArrayList<>();

  /** Adds a character at which words are split if it is white space. */
  void add(int c) {
    text.appendCodePoint(c);
    if (!Blank.isSpace(c)) {
      word.appendCodePoint(c);
    } else if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** Adds text with the white space in it splitting words. */
  void addSplit(String characters) {
    characters.codePoints().forEach(this::add);
  }

  /** Adds text that belongs to one word. */
  void addRaw(String characters) {
    text.append(characters);
    word.append(characters);
  }

  void addRaw(int c) {
    text.appendCodePoint(c);
    word.appendCodePoint(c);
  }

  String text() {
    return text.toString();
  }

  List<String> split() {
    var all = new ArrayList<>(words);
    if (!word.isEmpty()) {
      all.add(word.toString());
    }
    return List.copyOf(all);
  }
}
