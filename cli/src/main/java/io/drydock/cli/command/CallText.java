package io.drydock.cli.command;

import io.drydock.build.plan.Outline;
import io.drydock.cli.output.Table;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Stage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The answers of {@code build --call} as text, as docker's buildx prints them. */
record CallText(PrintStream out) {

  /** What can be given to the build of a target. */
  void outline(Outline outline) {
    if (!outline.target().isEmpty() || !outline.description().isEmpty()) {
      var head = new ArrayList<String>();
      head.add("TARGET:\t" + (outline.target().isEmpty() ? "(default)" : outline.target()));
      if (!outline.description().isEmpty()) {
        head.add("DESCRIPTION:\t" + outline.description());
      }
      table(head);
    }
    if (!outline.arguments().isEmpty()) {
      var rows = new ArrayList<>(List.of("BUILD ARG\tVALUE\tDESCRIPTION"));
      for (Outline.Argument each : outline.arguments()) {
        rows.add(each.name() + "\t" + each.value() + "\t" + each.description());
      }
      table(rows);
    }
    inputs("SECRET", outline.secrets());
    inputs("SSH", outline.ssh());
  }

  private void inputs(String title, List<Outline.Input> inputs) {
    if (!inputs.isEmpty()) {
      var rows = new ArrayList<>(List.of(title + "\tREQUIRED"));
      inputs.forEach(each -> rows.add(each.id() + "\t" + (each.required() ? "true" : "")));
      table(rows);
    }
  }

  private void table(List<String> rows) {
    out.println(Table.packed(rows));
  }

  /** The stages that can be built, in file order. */
  void targets(Dockerfile file) {
    var rows = new ArrayList<>(List.of("TARGET\tDESCRIPTION"));
    for (Stage each : file.stages()) {
      String name = each.name().orElse("");
      boolean isDefault = each.index() == file.stages().size() - 1;
      String shown = isDefault ? (name.isEmpty() ? "" : name + " ") + "(default)" : name;
      rows.add(shown + "\t" + each.from().description());
    }
    out.print(Table.packed(rows));
  }
}
