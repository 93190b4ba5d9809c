package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Report;
import java.util.List;

/** Rules about USER. */
final class UserRules {
  private UserRules() {}

  static void addTo(RuleBook book) {
    book.add(
            "DL3002",
            warning(
                "the last USER is root",
                "What runs as root in a container and breaks out of it is root on the host.",
                "end with a USER that is not root"),
            UserRules::rootAtEnd)
        .add(
            "DL3066",
            info(
                "the last USER is a name",
                "Kubernetes cannot tell from a name that it is not root, and refuses to start.",
                "USER with a number"),
            UserRules::nameAtEnd);
  }

  static boolean isRoot(Instruction.User user) {
    String name = name(user.user());
    return name.equals("root") || name.equals("0");
  }

  private static String name(String user) {
    String plain = Text.stripped(user);
    int colon = plain.indexOf(':');
    boolean inBraces = plain.startsWith("${") && plain.indexOf('}') > colon;
    return colon < 0 || inBraces ? plain : plain.substring(0, colon);
  }

  private static void rootAtEnd(BuildFile file, Report report) {
    for (Stage stage : file.stages()) {
      List<Step> users = stage.own(Instruction.User.class);
      if (!users.isEmpty() && isRoot((Instruction.User) users.getLast().instruction())) {
        report.at(users.getLast().location());
      }
    }
  }

  private static void nameAtEnd(BuildFile file, Report report) {
    List<Step> users = file.stages().getLast().own(Instruction.User.class);
    if (!users.isEmpty() && !isNumber(users.getLast())) {
      report.at(users.getLast().location());
    }
  }

  /** Whether the user is a number, or a variable that may turn out to be one. */
  private static boolean isNumber(Step step) {
    String name = name(((Instruction.User) step.instruction()).user());
    String known = step.variables().expand(name);
    return known.matches("[0-9]+") || known.indexOf(Variables.UNKNOWN) >= 0;
  }
}
