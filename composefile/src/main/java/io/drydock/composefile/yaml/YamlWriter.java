package io.drydock.composefile.yaml;

/**
 * Writes trees as YAML, as Go's YAML libraries print them with an indent of two: lists indented
 * below their key, strings quoted only where they would read as something else, text of several
 * lines as a block. Keys stay in the tree's order; tags of the writer's own are left out.
 */
public final class YamlWriter {
  private static final int INDENT = 2;
  private static final int LONGEST_SIMPLE_KEY = 128;

  private final StringBuilder out = new StringBuilder();

  private YamlWriter() {}

  /** The document, which ends with a line break. */
  public static String write(YamlNode root) {
    var writer = new YamlWriter();
    if (isBlock(root)) {
      writer.block(root, 0);
    } else {
      writer.inline(root, 0);
    }
    return writer.out.toString();
  }

  /** Whether the node takes lines of its own. */
  private static boolean isBlock(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      return !mapping.isEmpty();
    }
    return node instanceof YamlSequence sequence && !sequence.isEmpty();
  }

  /** Writes lines at the indent, of which the first is indented already. */
  private void block(YamlNode node, int indent) {
    boolean first = true;
    if (node instanceof YamlMapping mapping) {
      for (YamlMapping.Entry each : mapping.entries()) {
        indentUnless(first, indent);
        entry(each, indent);
        first = false;
      }
    } else if (node instanceof YamlSequence sequence) {
      for (YamlNode each : sequence) {
        indentUnless(first, indent);
        out.append("- ");
        blockOrInline(each, indent);
        first = false;
      }
    }
  }

  private void entry(YamlMapping.Entry entry, int indent) {
    String key = entry.key();
    if (key.length() > LONGEST_SIMPLE_KEY || key.indexOf('\n') >= 0) {
      out.append("? ");
      inline(YamlScalar.of(key, entry.location()), indent);
      indentUnless(false, indent);
      out.append(": ");
      blockOrInline(entry.value(), indent);
      return;
    }
    out.append(ScalarText.of(key)).append(':');
    if (isBlock(entry.value())) {
      out.append('\n');
      indentUnless(false, indent + INDENT);
      block(entry.value(), indent + INDENT);
    } else {
      out.append(' ');
      inline(entry.value(), indent);
    }
  }

  /** Writes a node behind a sign of two characters that stands at the indent. */
  private void blockOrInline(YamlNode node, int indent) {
    if (isBlock(node)) {
      block(node, indent + INDENT);
    } else {
      inline(node, indent);
    }
  }

  /** Writes the rest of a line at the indent, and the lines of a text below it. */
  private void inline(YamlNode node, int indent) {
    if (node instanceof YamlScalar scalar) {
      String text = scalar.value() instanceof String value ? value : "";
      if (ScalarText.isLiteral(text)) {
        literal(text, indent + INDENT);
        return;
      }
      out.append(ScalarText.of(scalar));
    } else {
      out.append(node instanceof YamlMapping ? "{}" : "[]");
    }
    out.append('\n');
  }

  private void literal(String text, int indent) {
    out.append('|');
    if (text.startsWith(" ") || text.startsWith("\n")) {
      out.append(INDENT);
    }
    int end = text.length();
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.length() == 1 || text.charAt(end - 2) == '\n') {
      out.append('+');
    }
    out.append('\n');
    String body = text.endsWith("\n") ? text.substring(0, end - 1) : text;
    for (String line : body.split("\n", -1)) {
      if (!line.isEmpty()) {
        indentUnless(false, indent);
        out.append(line);
      }
      out.append('\n');
    }
  }

  private void indentUnless(boolean done, int indent) {
    if (!done) {
      out.repeat(' ', indent);
    }
  }
}
