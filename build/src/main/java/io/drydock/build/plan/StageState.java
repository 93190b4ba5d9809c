package io.drydock.build.plan;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stage on its way from instructions to a result. An image that COPY --from or RUN --mount names
 * is a stage too, one without a name and without instructions.
 */
final class StageState {
  /** The name after FROM, variables replaced. */
  final String baseName;

  /** The name after AS, in lower case; empty when there is none. */
  final String name;

  final SourceLocation location;
  final Optional<Platform> platform;

  /** The earlier stage that it begins with. */
  final Optional<StageState> base;

  /** What the instructions are, those of ONBUILD triggers first. */
  final List<Step> steps = new ArrayList<>();

  /** The stages whose files the steps use, and the first instruction that does so. */
  final Map<StageState, SourceLocation> dependencies = new LinkedHashMap<>();

  /** As titles call it; empty where it is the only one. */
  String label;

  /** Whether it stands in the file as a stage, and is not just an image that is named there. */
  final boolean declared;

  /** A named context stands in for all of it. */
  boolean replaced;

  /** The triggers of the base have been put in front of the steps. */
  boolean triggersKnown;

  private @Nullable StageResult result;

  StageState(
      String baseName,
      String name,
      SourceLocation location,
      Optional<Platform> platform,
      Optional<StageState> base,
      boolean declared) {
    this.baseName = baseName;
    this.name = name;
    this.label = name;
    this.location = location;
    this.platform = platform;
    this.base = base;
    this.declared = declared;
  }

  /** An image that an instruction uses files of. */
  static StageState image(String reference, SourceLocation location) {
    return new StageState(reference, "", location, Optional.empty(), Optional.empty(), false);
  }

  /** What its beginning and its steps need. */
  Collection<StageState> needs() {
    if (replaced) {
      return List.of();
    }
    var needs = new LinkedHashSet<StageState>();
    base.ifPresent(needs::add);
    needs.addAll(dependencies.keySet());
    return needs;
  }

  boolean isScratch() {
    return base.isEmpty() && baseName.equals("scratch");
  }

  /** What came of it, once its base is known; also while its steps are being planned. */
  Optional<StageResult> result() {
    return Optional.ofNullable(result);
  }

  void setResult(StageResult value) {
    result = value;
  }

  /** How many steps the progress counts: those with files, and the base image. */
  int countedSteps() {
    int count = base.isEmpty() && !isScratch() ? 1 : 0;
    for (Step each : steps) {
      if (each.onBuild() || makesLayer(each.instruction())) {
        count++;
      }
    }
    return count;
  }

  private static boolean makesLayer(Instruction instruction) {
    return instruction instanceof Instruction.Run
        || instruction instanceof Instruction.Copy
        || instruction instanceof Instruction.Add
        || instruction instanceof Instruction.Workdir;
  }
}
