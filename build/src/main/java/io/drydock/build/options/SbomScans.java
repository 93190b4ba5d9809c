package io.drydock.build.options;

import io.drydock.build.AttestationOptions;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads where else packages are looked for: the arguments BUILDKIT_SBOM_SCAN_CONTEXT and
 * BUILDKIT_SBOM_SCAN_STAGE, on the command line or in the Dockerfile. The latter says names of
 * stages or {@code true}: for all of them, or for the stage whose ARG it is.
 */
final class SbomScans {
  private static final String CONTEXT = "BUILDKIT_SBOM_SCAN_CONTEXT";
  private static final String STAGE = "BUILDKIT_SBOM_SCAN_STAGE";

  private SbomScans() {}

  static AttestationOptions add(
      AttestationOptions options, Map<String, String> buildArgs, Dockerfile dockerfile) {
    return options.withScans(
        value(CONTEXT, buildArgs, dockerfile.metaArgs()).filter(SbomScans::isTrue).isPresent(),
        stages(buildArgs, dockerfile));
  }

  private static List<String> stages(Map<String, String> buildArgs, Dockerfile dockerfile) {
    var stages = new ArrayList<String>();
    value(STAGE, buildArgs, dockerfile.metaArgs())
        .ifPresent(value -> stages.addAll(isTrue(value) ? List.of("*") : split(value)));
    for (Stage each : dockerfile.stages()) {
      var args = new ArrayList<Instruction.Arg>();
      for (Instruction instruction : each.instructions()) {
        if (instruction instanceof Instruction.Arg arg) {
          args.add(arg);
        }
      }
      if (declared(STAGE, args).filter(SbomScans::isTrue).isPresent()) {
        each.name().ifPresent(stages::add);
      }
    }
    return stages;
  }

  private static List<String> split(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).toList();
  }

  private static Optional<String> value(
      String name, Map<String, String> buildArgs, List<Instruction.Arg> declarations) {
    return Optional.ofNullable(buildArgs.get(name)).or(() -> declared(name, declarations));
  }

  private static Optional<String> declared(String name, List<Instruction.Arg> declarations) {
    return declarations.stream()
        .flatMap(each -> each.arguments().stream())
        .filter(each -> each.name().equals(name))
        .map(Argument::defaultValue)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isTrue(String value) {
    return value.equals("1") || value.equalsIgnoreCase("true");
  }
}
