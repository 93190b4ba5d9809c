package io.drydock.dockerfile.check;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.parser.Warning;
import io.drydock.dockerfile.text.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The checks that need nothing but the text of the file. */
record FileChecks(Dockerfile file, CheckLog log) {
  private static final Set<String> RESERVED = Set.of("context", "scratch");

  void run() {
    for (Warning each : file.warnings()) {
      log.warn(BuildCheck.NO_EMPTY_CONTINUATION, each.location(), "Empty continuation line");
    }
    file.metaArgs().forEach(this::argument);
    for (Stage stage : file.stages()) {
      from(stage.from());
      stage.instructions().forEach(this::instruction);
    }
    stageNames();
    casing();
  }

  private void instruction(Instruction instruction) {
    if (instruction instanceof Instruction.Arg arg) {
      argument(arg);
    } else if (instruction instanceof Instruction.Maintainer) {
      log.warn(
          BuildCheck.MAINTAINER_DEPRECATED,
          instruction,
          "Maintainer instruction is deprecated in favor of using label");
    }
  }

  private void from(Instruction.From from) {
    String name = from.nameAsWritten().orElse("");
    if (!name.equals(lower(name))) {
      log.warn(BuildCheck.STAGE_NAME_CASING, from, "Stage name '" + name + "' should be lowercase");
    }
    if (from.nameAsWritten().isPresent()) {
      asCasing(from);
      description("FROM", List.of(lower(name)), from);
    }
  }

  private void asCasing(Instruction.From from) {
    String text = from.source().text();
    String beforeName = text.substring(0, text.length() - from.nameAsWritten().orElse("").length());
    String as = beforeName.strip().substring(beforeName.strip().length() - 2);
    String keyword = from.source().keyword();
    boolean isLower = keyword.equals(lower(keyword));
    boolean isUpper = keyword.equals(upper(keyword));
    if ((isLower && !as.equals(lower(as))) || (isUpper && !as.equals(upper(as)))) {
      log.warn(
          BuildCheck.FROM_AS_CASING,
          from,
          "'" + as + "' and '" + keyword + "' keywords' casing do not match");
    }
  }

  private void argument(Instruction.Arg arg) {
    description("ARG", arg.arguments().stream().map(Argument::name).toList(), arg);
  }

  /** The comment right above has to describe what the instruction declares. */
  private void description(String keyword, List<String> names, Instruction instruction) {
    List<String> comments = instruction.source().comments();
    if (!comments.isEmpty() && !names.contains(comments.getLast().split(" ", 2)[0])) {
      log.warn(
          BuildCheck.INVALID_DEFINITION_DESCRIPTION,
          instruction,
          "Comment for "
              + keyword
              + " should follow the format: `# "
              + (names.size() > 1 ? "<arg_key>" : names.getFirst())
              + " <description>`");
    }
  }

  private void stageNames() {
    var seen = new HashSet<String>();
    for (Stage stage : file.stages()) {
      String name = stage.name().orElse("");
      if (RESERVED.contains(name)) {
        log.warn(
            BuildCheck.RESERVED_STAGE_NAME,
            stage.from(),
            "Stage name should not use the same name as reserved stage " + Quote.quote(name));
      }
      if (!name.isEmpty() && !seen.add(name)) {
        log.warn(
            BuildCheck.DUPLICATE_STAGE_NAME,
            stage.from(),
            "Duplicate stage name " + Quote.quote(name) + ", stage names should be unique");
      }
    }
  }

  private void casing() {
    var instructions = new ArrayList<Instruction>();
    for (Stage stage : file.stages()) {
      instructions.add(stage.from());
      instructions.addAll(stage.instructions());
    }
    int majority = 0;
    for (Instruction each : instructions) {
      String keyword = each.source().keyword();
      majority += keyword.equals(lower(keyword)) ? -1 : keyword.equals(upper(keyword)) ? 1 : 0;
    }
    for (Instruction each : instructions) {
      String keyword = each.source().keyword();
      if (!keyword.equals(majority < 0 ? lower(keyword) : upper(keyword))) {
        log.warn(
            BuildCheck.CONSISTENT_INSTRUCTION_CASING,
            each,
            "Command '"
                + keyword
                + "' should match the case of the command majority ("
                + (majority < 0 ? "lowercase" : "uppercase")
                + ")");
      }
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
