package io.drydock.build;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * When somebody wants to look into a build from inside.
 *
 * @param onError whether when a command fails
 * @param step at which step after its success, as {@link io.drydock.build.plan.PlanSteps#find}
 *     understands it
 * @param visitor called with the place; the build goes on, or ends, when it returns
 */
public record Inspection(boolean onError, Optional<String> step, Consumer<StepShell> visitor) {}
