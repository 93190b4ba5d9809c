package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of a plan that come to a root file system, inputs first.
 *
 * @param plan that they are of
 */
public record PlanSteps(Plan plan) {

  /**
   * One of them.
   *
   * @param stage its stage's name, or {@code stage-N}; empty where there is only one stage
   * @param number within the stage, as the progress shows it; 0 for what has none
   */
  public record NamedStep(Node node, String stage, int number) {
    static NamedStep of(Node node) {
      String title = node.title();
      int end = title.startsWith("[") ? title.indexOf(']') : -1;
      String[] words = end < 0 ? new String[0] : title.substring(1, end).strip().split(" +");
      String count = words.length == 0 ? "" : words[words.length - 1];
      int slash = count.indexOf('/');
      boolean counted = slash > 0 && count.chars().limit(slash).allMatch(Character::isDigit);
      if (!counted) {
        return new NamedStep(node, "", 0);
      }
      String before = words.length > 1 ? words[words.length - 2] : "";
      return new NamedStep(
          node,
          before.indexOf('/') >= 0 ? "" : before,
          Integer.parseInt(count.substring(0, slash)));
    }

    /** How a user names it: {@code build:3}, {@code :3}. */
    public String name() {
      return number == 0 ? "" : stage + ":" + number;
    }
  }

  /** All that a shell can be opened in, in the order in which they can be carried out. */
  public List<NamedStep> list() {
    var steps = new ArrayList<NamedStep>();
    Set<Node> seen = new HashSet<>();
    for (Plan.Target target : plan.targets()) {
      for (Node node : PlanPrinter.inputsFirst(target.root())) {
        if (seen.add(node) && isRootfs(node.operation())) {
          steps.add(NamedStep.of(node));
        }
      }
    }
    return steps;
  }

  private static boolean isRootfs(Operation operation) {
    return operation instanceof Operation.Run
        || operation instanceof Operation.Copy
        || operation instanceof Operation.MakeDirectory
        || operation instanceof Operation.Image;
  }

  /**
   * The step that a user means.
   *
   * @param word a stage, for its last step; {@code STAGE:NUMBER}, or {@code :NUMBER} in a file of
   *     one stage; {@code FILE:LINE} or a line; empty for the target's last step
   * @throws DrydockException of kind NOT_FOUND that says which there are
   */
  public Node find(String word) {
    if (word.isEmpty()) {
      return plan.targets().getLast().root();
    }
    List<NamedStep> steps = list();
    for (NamedStep each : steps.reversed()) {
      boolean named = each.number() > 0 && (word.equals(each.name()) || word.equals(each.stage()));
      if (named || each.node().location().filter(place -> isAt(place, word)).isPresent()) {
        return each.node();
      }
    }
    throw new DrydockException(ErrorKind.NOT_FOUND, "the build has no step \"" + word + "\"")
        .withHint(
            "Steps: "
                + String.join(
                    ", ",
                    steps.stream().map(NamedStep::name).filter(each -> !each.isEmpty()).toList()));
  }

  private static boolean isAt(SourceLocation place, String word) {
    int colon = word.lastIndexOf(':');
    String line = word.substring(colon + 1);
    boolean sameFile = colon < 0 || (colon > 0 && place.file().endsWith(word.substring(0, colon)));
    return sameFile
        && !line.isEmpty()
        && line.length() < 8
        && line.chars().allMatch(c -> c >= '0' && c <= '9')
        && place.line() <= Integer.parseInt(line)
        && Integer.parseInt(line) <= place.endLine();
  }
}
