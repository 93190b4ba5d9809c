package io.drydock.build.plan;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.Instruction;
import java.util.List;
import java.util.Optional;

/**
 * An instruction in its stage.
 *
 * @param location in the user's file: of FROM for a trigger
 * @param sources the stages whose files it uses: that of COPY --from, or one for each mount of RUN
 *     (empty for the mounts without)
 * @param onBuild whether it is a trigger of the base
 */
record Step(
    Instruction instruction,
    SourceLocation location,
    List<Optional<StageState>> sources,
    boolean onBuild) {
  Step {
    sources = List.copyOf(sources);
  }
}
