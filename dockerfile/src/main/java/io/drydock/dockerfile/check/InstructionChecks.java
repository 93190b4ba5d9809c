package io.drydock.dockerfile.check;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.InstructionParser;
import io.drydock.dockerfile.instruction.Source;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.parser.ParsedFile;
import io.drydock.dockerfile.parser.Warning;
import io.drydock.dockerfile.text.Blank;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The checks that need no more than one instruction. */
record InstructionChecks(CheckLog log) {
  private static final int WORDS_WITH_NAME = 4;

  /** Judges the instructions up to the one that cannot be read. */
  void beforeError(ParsedFile file, String name) {
    file.warnings().forEach(this::parserWarning);
    boolean inStage = false;
    for (Node node : file.nodes()) {
      if (node.name().equals("FROM")) {
        from(InstructionParser.source(node, name));
      }
      Instruction instruction;
      try {
        instruction = InstructionParser.parse(node, name);
      } catch (DrydockException e) {
        return;
      }
      other(instruction);
      inStage |= instruction instanceof Instruction.From;
      if (!inStage && !(instruction instanceof Instruction.Arg)) {
        return;
      }
    }
  }

  void parserWarning(Warning warning) {
    log.warn(BuildCheck.NO_EMPTY_CONTINUATION, warning.location(), "Empty continuation line");
  }

  /** Judges an instruction that is not FROM. */
  void other(Instruction instruction) {
    if (instruction instanceof Instruction.Arg arg) {
      List<String> names = arg.arguments().stream().map(Argument::name).toList();
      description("ARG", names, arg.source());
    } else if (instruction instanceof Instruction.Maintainer) {
      log.warn(
          BuildCheck.MAINTAINER_DEPRECATED,
          instruction.source(),
          "Maintainer instruction is deprecated in favor of using label");
    }
  }

  /** Judges a FROM by its words; only one with a name can go wrong. */
  void from(Source from) {
    List<String> words = words(from.text());
    int count = words.size();
    if (count < WORDS_WITH_NAME || !words.get(count - 2).equalsIgnoreCase("as")) {
      return;
    }
    String name = words.getLast();
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      log.warn(BuildCheck.STAGE_NAME_CASING, from, "Stage name '" + name + "' should be lowercase");
    }
    asCasing(from, words.get(count - 2));
    description("FROM", List.of(name.toLowerCase(Locale.ROOT)), from);
  }

  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int start = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean blank = i == text.length() || Blank.isSpace(text.charAt(i));
      if (blank && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    return words;
  }

  private void asCasing(Source from, String as) {
    String keyword = from.keyword();
    String lower = keyword.toLowerCase(Locale.ROOT);
    String upper = keyword.toUpperCase(Locale.ROOT);
    boolean differs =
        (keyword.equals(lower) && !as.equals("as")) || (keyword.equals(upper) && !as.equals("AS"));
    if (differs) {
      log.warn(
          BuildCheck.FROM_AS_CASING,
          from,
          "'" + as + "' and '" + keyword + "' keywords' casing do not match");
    }
  }

  /** The comment right above has to describe what the instruction declares. */
  private void description(String keyword, List<String> names, Source source) {
    List<String> comments = source.comments();
    if (!comments.isEmpty() && !names.contains(comments.getLast().split(" ", 2)[0])) {
      log.warn(
          BuildCheck.INVALID_DEFINITION_DESCRIPTION,
          source,
          "Comment for "
              + keyword
              + " should follow the format: `# "
              + (names.size() > 1 ? "<arg_key>" : names.getFirst())
              + " <description>`");
    }
  }
}
