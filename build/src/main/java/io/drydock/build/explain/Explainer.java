package io.drydock.build.explain;

import io.drydock.build.BuildContext;
import io.drydock.build.BuildRequest;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.SolvedStep;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.oci.Digest;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what the steps of the last build of the same thing depended on, and compares. The record is
 * written when a step was carried out: a build in which nothing is done does not touch it.
 */
public final class Explainer {
  private final Records records;
  private final String key;

  public Explainer(Store store, BuildRequest request) {
    this.records = store.records("explain");
    this.key = key(request);
  }

  /** What is built: the context, the Dockerfile, the targets. */
  private static String key(BuildRequest request) {
    var name = new StringBuilder();
    if (request.contexts().get("context") instanceof BuildContext.Directory directory) {
      name.append(directory.path().toAbsolutePath().normalize());
    }
    for (Plan.Target target : request.plan().targets()) {
      name.append('\0')
          .append(target.root().location().map(SourceLocation::file).orElse(""))
          .append('\0')
          .append(new StepFacts(target.root().title(), Map.of(), Map.of()).place().split(" ")[0])
          .append('\0')
          .append(target.platform());
    }
    return Digest.of(name.toString().getBytes(StandardCharsets.UTF_8)).encoded();
  }

  /**
   * Remembers what the steps depended on, for the next build. Where the context changes meanwhile,
   * what is remembered stays as it was: a build does not fail for that.
   */
  public void remember(List<SolvedStep> steps) {
    try {
      records.put(key, FactsRecord.encode(facts(steps)));
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CONFLICT) {
        throw e;
      }
    }
  }

  /** Explains the steps by what the last build left. */
  public Explanation explain(List<SolvedStep> steps) {
    List<StepFacts> before = records.get(key).map(FactsRecord::decode).orElse(List.of());
    Map<String, StepFacts> byInstruction = new HashMap<>();
    Map<String, StepFacts> byPlace = new HashMap<>();
    for (StepFacts each : before) {
      byInstruction.putIfAbsent(each.instruction(), each);
      byPlace.putIfAbsent(each.place(), each);
    }
    List<StepFacts> now = facts(steps);
    var explained = new ArrayList<Explanation.Step>();
    for (int i = 0; i < steps.size(); i++) {
      StepFacts facts = FactsRecord.normal(now.get(i));
      Optional<StepFacts> earlier =
          Optional.ofNullable(byInstruction.get(facts.instruction()))
              .or(() -> Optional.ofNullable(byPlace.get(facts.place())));
      explained.add(explain(steps.get(i), facts, earlier));
    }
    return new Explanation(explained);
  }

  private static Explanation.Step explain(
      SolvedStep step, StepFacts facts, Optional<StepFacts> earlier) {
    List<String> changes = earlier.map(each -> Comparison.of(each, facts)).orElse(List.of());
    return switch (step.found()) {
      case DEFINITION -> hit(step, "nothing that it depends on changed");
      case CONTENT ->
          hit(step, "what came before it changed, but not what it takes and where that goes");
      case ELSEWHERE -> hit(step, "another build left it in a cache that this one reads");
      case NOT_LOOKED_FOR -> miss(step, "it was asked not to use the cache", changes);
      case NOT_FOUND ->
          miss(
              step,
              earlier.isEmpty()
                  ? "there was no such step when this was built last"
                  : changes.isEmpty()
                      ? "nothing changed, but its result is not in the store any more"
                      : "since this was built last:",
              changes);
    };
  }

  private static Explanation.Step hit(SolvedStep step, String reason) {
    return new Explanation.Step(
        step.node().title(), step.node().location(), true, reason, List.of());
  }

  private static Explanation.Step miss(SolvedStep step, String reason, List<String> changes) {
    return new Explanation.Step(
        step.node().title(), step.node().location(), false, reason, changes);
  }

  private static List<StepFacts> facts(List<SolvedStep> steps) {
    var facts = new ArrayList<StepFacts>();
    try {
      for (SolvedStep each : steps) {
        facts.add(FactsReader.read(each));
      }
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.CONFLICT, "the context changed while it was read: " + e.getMessage(), e);
    }
    return facts;
  }
}
