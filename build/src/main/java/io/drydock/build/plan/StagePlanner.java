package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.check.StageChecks;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans stages one after the other; what a stage needs has to be planned before it. */
record StagePlanner(PlanScope scope, BaseImages bases) {

  void plan(StageState stage) {
    var titles = new StageTitles(scope.request().name(), stage, scope.namesPlatforms());
    StageResult result = begin(stage, titles);
    stage.setResult(result);
    if (stage.declared && !stage.replaced) {
      var work = new StageWork(scope, stage, result, titles);
      for (Step step : stage.steps) {
        plan(work, step);
      }
    }
    result.complete = true;
  }

  private static void plan(StageWork work, Step step) {
    try {
      check(work.result(), step);
      new StepPlanner(work, step).plan();
    } catch (DrydockException e) {
      throw e.at(step.location());
    }
  }

  private static void check(StageResult result, Step step) {
    var known =
        new StageChecks.Scope(
            result.env, result.arguments.keySet(), true, !result.image.shell.isEmpty());
    result.checks.see(step.instruction(), step.location(), known);
  }

  /** The result of a stage that was planned. */
  static StageResult resultOf(StageState stage) {
    return stage
        .result()
        .orElseThrow(() ->
            new DrydockException(ErrorKind.INTERNAL, "stage " + stage.label + " was not planned"));
  }

  private StageResult begin(StageState stage, StageTitles titles) {
    if (stage.base.isPresent() && !stage.replaced) {
      return resultOf(stage.base.get()).inherited();
    }
    BaseImages.Base base = bases.of(stage);
    String title =
        switch (base.source()) {
          case Operation.Scratch _ -> "FROM scratch";
          case Operation.Image _ ->
              titles.next("FROM " + base.description(), false, base.platform(), Map.of());
          default -> "[context " + base.description() + "] load from client";
        };
    Node root =
        base.built()
            .orElseGet(() -> scope.sources().of(base.source(), title, Optional.of(stage.location)));
    if (base.built().isEmpty() && base.source() instanceof Operation.Http http) {
      root = scope.sources().of(unpacked(root, http), title, root.location());
    }
    ImageDraft image =
        base.config().map(ImageDraft::of).orElseGet(() -> ImageDraft.scratch(base.platform()));
    image.onBuild.clear();
    return StageResult.start(base.platform(), root, image, scope.checks().stage());
  }

  /** What a downloaded archive holds; anything else stays a file. */
  private Operation unpacked(Node download, Operation.Http http) {
    Node empty = scope.sources().of(new Operation.Scratch(), "FROM scratch", Optional.empty());
    var item = new Operation.Copy.Item(download, "", http.fileName(), false, true);
    return new Operation.Copy(
        empty, List.of(item), "/", "", "", false, false, false, List.of(), empty);
  }
}
