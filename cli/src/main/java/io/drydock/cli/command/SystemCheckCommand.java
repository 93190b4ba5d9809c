package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.linux.HostSupport;
import io.drydock.store.Fault;
import io.drydock.store.Fault.Severity;
import java.util.List;

/** Says what the host allows, and checks that the store is whole. */
final class SystemCheckCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "system check [OPTIONS]",
            "Show what this host allows, and check that everything in the store is whole")
        .arguments(0, 0)
        .flag("quick", Kind.BOOL, "Compare sizes only, do not compute digests");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    HostSupport.detect().describe().forEach(session.out()::println);
    List<Fault> faults = session.store().collector().check(arguments.on("quick"));
    long errors = 0;
    for (Fault each : faults) {
      boolean harms = each.severity() == Severity.ERROR;
      errors += harms ? 1 : 0;
      session
          .out()
          .println((harms ? "error: " : "left over: ") + each.subject() + " " + each.message());
    }
    session
        .out()
        .println(
            errors == 0
                ? "The store is whole."
                : errors + (errors == 1 ? " error" : " errors") + " in the store.");
    return errors == 0 ? 0 : 1;
  }
}
