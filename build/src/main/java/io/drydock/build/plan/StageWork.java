package io.drydock.build.plan;

import java.util.Optional;

/** A stage whose steps are being planned, with all that its instructions may refer to. */
record StageWork(PlanScope scope, StageState stage, StageResult result, StageTitles titles) {

  /** The word with the variables in scope replaced. */
  String expand(String word) {
    return word.isEmpty() ? word : scope.lexer().expand(word, result.env);
  }

  /** Adds a history entry for an instruction that only changes the config. */
  void record(String createdBy) {
    result.image.addHistory(createdBy, true, scope.epoch());
  }

  /** Makes the operation the stage's newest layer, and adds its history entry. */
  void layer(Operation operation, Step step, String title, String createdBy) {
    boolean ignoreCache =
        !(operation instanceof Operation.MakeDirectory)
            && scope.request().cacheUse().ignoredBy(stage.name);
    result.root = new Node(operation, title, Optional.of(step.location()), ignoreCache);
    result.image.addHistory(createdBy, false, scope.epoch());
  }

  /** The next title, for the instruction as shown. */
  String title(Step step, String shown) {
    return titles.next(shown, step.onBuild(), result.platform, result.env);
  }

  /** The title of an instruction as it is written, but for its variables. */
  String title(Step step) {
    String text = step.instruction().source().text();
    return title(step, StageTitles.instruction(text, scope.lexer(), result.env));
  }
}
