package io.drydock.dockerfile.instruction;

import io.drydock.core.Durations;
import io.drydock.dockerfile.instruction.Flags.Allowed;
import io.drydock.dockerfile.parser.Node;
import io.drydock.dockerfile.text.Quote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads HEALTHCHECK. */
record HealthcheckParser(Node node, Source source) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Allowed FLAGS =
      Allowed.texts("interval", "timeout", "start-period", "start-interval", "retries");

  Instruction.Healthcheck parse() {
    if (node.arguments().isEmpty()) {
      throw Refusal.of("HEALTHCHECK requires at least one argument");
    }
    String type = node.arguments().getFirst().toUpperCase(Locale.ROOT);
    return type.equals("NONE") ? none() : check(type);
  }

  private Instruction.Healthcheck none() {
    if (node.arguments().size() > 1) {
      throw Refusal.of("HEALTHCHECK NONE takes no arguments");
    }
    return new Instruction.Healthcheck(
        source, List.of("NONE"), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);
  }

  private Instruction.Healthcheck check(String type) {
    Flags flags = Flags.read(node.flags(), FLAGS);
    if (!type.equals("CMD")) {
      throw Refusal.of("unknown type " + Quote.quote(type) + " in HEALTHCHECK (try CMD)");
    }
    if (node.arguments().size() < 2) {
      throw Refusal.of("missing command after HEALTHCHECK CMD");
    }
    var test = new ArrayList<>(node.arguments());
    test.set(0, node.json() ? "CMD" : "CMD-SHELL");
    return new Instruction.Healthcheck(
        source,
        test,
        duration(flags, "interval"),
        duration(flags, "timeout"),
        duration(flags, "start-period"),
        duration(flags, "start-interval"),
        retries(flags.text("retries")));
  }

  private static Duration duration(Flags flags, String name) {
    String text = flags.text(name);
    Duration duration = text.isEmpty() ? Duration.ZERO : Durations.parse(text);
    if (!duration.isZero() && duration.compareTo(SHORTEST) < 0) {
      throw Refusal.of("--" + name + " cannot be less than 1ms: " + text);
    }
    return duration;
  }

  private static int retries(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int retries;
    try {
      retries = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.of("--retries is not a number: " + Quote.quote(text));
    }
    if (retries < 0) {
      throw Refusal.of("--retries cannot be negative (" + text + ")");
    }
    return retries;
  }
}
