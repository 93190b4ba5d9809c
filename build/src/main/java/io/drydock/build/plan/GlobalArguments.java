package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.PlatformArguments;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Platform;
import java.util.Map;

/** The arguments that FROM sees, and that a stage sees once it declares them. */
final class GlobalArguments {
  static final String SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH";

  private GlobalArguments() {}

  /** The predefined arguments and those before the first FROM, by name. */
  static Map<String, String> of(PlanRequest request, Platform platform, ShellLexer lexer) {
    Map<String, String> values = predefined(request, platform);
    request.buildArgs().forEach(values::replace);
    for (Instruction.Arg each : request.dockerfile().metaArgs()) {
      try {
        declare(each, values, request.buildArgs(), lexer);
      } catch (DrydockException e) {
        throw e.at(each.source().location());
      }
    }
    return values;
  }

  /** The same where no build argument is given, for the checks. */
  static Map<String, String> defaults(PlanRequest request, Platform platform, ShellLexer lexer) {
    Map<String, String> values = predefined(request, platform);
    request.dockerfile().metaArgs().forEach(each -> declare(each, values, Map.of(), lexer));
    return values;
  }

  private static Map<String, String> predefined(PlanRequest request, Platform target) {
    return PlatformArguments.of(request.buildPlatform(), target, targetStage(request));
  }

  private static String targetStage(PlanRequest request) {
    return request.target().isEmpty()
        ? request.dockerfile().stages().getLast().name().orElse("default")
        : request.target();
  }

  private static void declare(
      Instruction.Arg instruction,
      Map<String, String> values,
      Map<String, String> given,
      ShellLexer lexer) {
    for (Argument each : instruction.arguments()) {
      String value = given.get(each.name());
      if (value != null) {
        values.put(each.name(), value);
      } else if (each.defaultValue().isPresent()) {
        values.put(each.name(), lexer.expand(each.defaultValue().get(), values));
      }
    }
  }
}
