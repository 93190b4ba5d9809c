package io.drydock.dockerfile;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;

/**
 * Dockerfiles as text for people: what the parser took for one instruction, and where it stands.
 */
final class DockerfilePrinter {
  private final StringBuilder out = new StringBuilder();

  private DockerfilePrinter() {}

  static String print(Dockerfile file) {
    var printer = new DockerfilePrinter();
    file.directives().syntax().ifPresent(each -> printer.directive("syntax", each.value()));
    printer.directive("escape", "" + file.directives().escape());
    file.directives().check().ifPresent(each -> printer.directive("check", each.value()));
    file.metaArgs().forEach(printer::instruction);
    file.stages().forEach(printer::stage);
    return printer.out.toString();
  }

  private void directive(String name, String value) {
    out.append("# ").append(name).append('=').append(value).append('\n');
  }

  private void stage(Stage stage) {
    out.append("\nstage ").append(stage.index());
    stage.name().ifPresent(each -> out.append(' ').append(each));
    out.append('\n');
    instruction(stage.from());
    stage.instructions().forEach(this::instruction);
  }

  private void instruction(Instruction instruction) {
    SourceLocation place = instruction.source().location();
    String lines = place.line() + (place.endLine() > place.line() ? "-" + place.endLine() : "");
    out.append("  ").append(lines).repeat(' ', Math.max(1, 10 - lines.length()));
    out.append(instruction.source().text()).append('\n');
  }
}
