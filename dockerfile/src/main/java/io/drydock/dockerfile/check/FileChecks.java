package io.drydock.dockerfile.check;

import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.text.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The checks that need nothing but the text of the file. */
record FileChecks(Dockerfile file, CheckLog log) {
  private static final Set<String> RESERVED = Set.of("context", "scratch");

  void run() {
    var single = new InstructionChecks(log);
    file.warnings().forEach(single::parserWarning);
    file.metaArgs().forEach(single::other);
    for (Stage stage : file.stages()) {
      single.from(stage.from().source());
      stage.instructions().forEach(single::other);
    }
    stageNames();
    casing();
  }

  private void stageNames() {
    var seen = new HashSet<String>();
    for (Stage stage : file.stages()) {
      String name = stage.name().orElse("");
      if (RESERVED.contains(name)) {
        log.warn(
            BuildCheck.RESERVED_STAGE_NAME,
            stage.from().source(),
            "Stage name should not use the same name as reserved stage " + Quote.quote(name));
      }
      if (!name.isEmpty() && !seen.add(name)) {
        log.warn(
            BuildCheck.DUPLICATE_STAGE_NAME,
            stage.from().source(),
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
            each.source(),
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
