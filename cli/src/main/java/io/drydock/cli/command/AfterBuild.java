package io.drydock.cli.command;

import io.drydock.build.options.Fields;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.Durations;
import io.drydock.core.ErrorKind;
import io.drydock.store.AutomaticCollection;
import io.drydock.store.AutomaticCollection.Policy;
import java.time.Duration;
import java.util.Set;

/** Looks after the build cache when a build has added to it: DRYDOCK_GC says how. */
final class AfterBuild {
  private static final String VARIABLE = "DRYDOCK_GC";

  private AfterBuild() {}

  /**
   * Prunes the cache if that is due.
   *
   * @throws DrydockException of kind INVALID for a value of the variable that cannot be
   */
  static void collect(Session session) {
    String said = session.variable(VARIABLE).orElse("");
    if (!said.equals("off")) {
      Policy policy = said.isEmpty() ? Policy.DEFAULT : policy(said);
      new AutomaticCollection(session.store(), policy).runIfDue();
    }
  }

  private static Policy policy(String said) {
    Fields fields =
        Fields.parse(VARIABLE, said)
            .only(Set.of("unused-for", "reserved-space", "max-used-space", "min-free-space"));
    Duration unusedFor =
        fields.get("unused-for").map(Durations::parse).orElse(Policy.DEFAULT.unusedFor());
    return new Policy(
        unusedFor,
        percent(fields, "reserved-space", Policy.DEFAULT.reservedPercent()),
        percent(fields, "max-used-space", Policy.DEFAULT.maxUsedPercent()),
        percent(fields, "min-free-space", Policy.DEFAULT.minFreePercent()));
  }

  private static int percent(Fields fields, String name, int otherwise) {
    String text = fields.get(name).orElse(otherwise + "%");
    if (!text.matches("\\d{1,2}%|100%")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          VARIABLE + ": " + name + " is a part of the disk in percent, not \"" + text + "\"");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }
}
