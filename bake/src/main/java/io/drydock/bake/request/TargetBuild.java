package io.drydock.bake.request;

import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.build.BuildRequest;
import io.drydock.build.input.BuildInput;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.NamedContext;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.PlanRequest;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A target on its way to a build. Not thread-safe. */
public final class TargetBuild {
  private final Target target;
  private final BuildPreparation preparation;
  private final BuildInput input;

  /** The targets that are contexts of this one, by the contexts' names. */
  private final Map<String, TargetBuild> links;

  private @Nullable Plan plan;

  TargetBuild(
      Target target,
      BuildPreparation preparation,
      BuildInput input,
      Map<String, TargetBuild> links) {
    this.target = target;
    this.preparation = preparation;
    this.input = input;
    this.links = links;
  }

  public Target target() {
    return target;
  }

  public BuildPreparation preparation() {
    return preparation;
  }

  /** A directory or a URL. */
  public String context() {
    return TargetOptions.callersPath(target.text(TargetAttribute.CONTEXT).orElse("."));
  }

  /** What to plan; the plans of the targets that it uses are made for it. */
  public PlanRequest planRequest(ImageResolver resolver) {
    Map<String, NamedContext> built = new LinkedHashMap<>();
    links.forEach((name, link) -> built.put(name, new NamedContext.Built(link.plan(resolver))));
    return preparation.planRequest(input).inGroup(target.name(), built);
  }

  private Plan plan(ImageResolver resolver) {
    Plan made = plan;
    if (made == null) {
      made = blaming(target.name(), () -> Planner.plan(planRequest(resolver), resolver));
      plan = made;
    }
    return made;
  }

  /** What to carry out. */
  public BuildRequest request(ImageResolver resolver) {
    Plan made = plan(resolver);
    return blaming(
        target.name(), () -> preparation.buildRequest(input, made).inGroup(target.name()));
  }

  /** The work's result; an error says that it is about the target. */
  static <T> T blaming(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (DrydockException e) {
      String message = "target " + name + ": ";
      if (e.getMessage().startsWith("target ")) {
        throw e;
      }
      Optional<String> hint = e.hint();
      throw new DrydockException(
          e.kind(), message + e.getMessage(), e.location().orElse(null), hint.orElse(null), e);
    }
  }
}
