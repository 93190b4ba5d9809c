package io.drydock.compose.plan;

import java.util.List;

/**
 * Why something is done, for a person to read.
 *
 * @param details one line each, as {@code environment.PORT changed: 80 → 81}; often none
 */
public record Reason(Cause cause, List<String> details) {
  public Reason {
    details = List.copyOf(details);
  }

  static Reason of(Cause cause, String... details) {
    return new Reason(cause, List.of(details));
  }

  /** What sort of reason it is. */
  public enum Cause {
    MISSING("does not exist yet"),
    NOT_RUNNING("is not running"),
    DEFINITION("definition changed"),
    CONTENT("content of a secret or config changed"),
    IMAGE("image changed"),
    NETWORK("network changed"),
    VOLUME("volume changed"),
    FORCED("asked for"),
    SHARED("shares a namespace or volumes with what is replaced"),
    DEPENDENCY("depends on what is replaced"),
    CONDITION("others wait for it"),
    SCALE("more containers than asked for"),
    ORPHAN("no service of the project"),
    HALF_MADE("left by a call that did not finish"),
    BROKEN("cannot be started any more");

    private final String text;

    Cause(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The cause and its details, in one line. */
  @Override
  public String toString() {
    return details.isEmpty() ? cause.toString() : cause + ": " + String.join("; ", details);
  }
}
