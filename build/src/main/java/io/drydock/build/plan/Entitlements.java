package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Set;

/** What RUN may ask for only when the user allows it. */
public final class Entitlements {
  public static final String NETWORK_HOST = "network.host";
  public static final String SECURITY_INSECURE = "security.insecure";

  private Entitlements() {}

  /**
   * Refuses a plan with commands that ask for more.
   *
   * @throws DrydockException of kind FORBIDDEN, with the instruction's place
   */
  public static void check(Plan plan, Set<String> allowed) {
    for (Plan.Target target : plan.targets()) {
      for (Node node : PlanPrinter.inputsFirst(target.root())) {
        if (node.operation() instanceof Operation.Run run) {
          check(node, run.network() == Operation.Network.HOST, NETWORK_HOST, allowed);
          check(node, run.insecure(), SECURITY_INSECURE, allowed);
        }
      }
    }
  }

  private static void check(Node node, boolean asked, String entitlement, Set<String> allowed) {
    if (asked && !allowed.contains(entitlement)) {
      var error =
          new DrydockException(ErrorKind.FORBIDDEN, entitlement + " is not allowed")
              .withHint("Allow it with --allow " + entitlement + ".");
      throw node.location().map(error::at).orElse(error);
    }
  }
}
