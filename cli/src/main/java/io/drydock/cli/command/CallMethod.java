package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Optional;

/**
 * What {@code build --call} asks for instead of a build.
 *
 * @param name {@code check}, {@code outline} or {@code targets}
 * @param json whether the answer is JSON
 */
record CallMethod(String name, boolean json) {

  /** What {@code --call}, {@code --check} or, as an older name, {@code --print} asks for. */
  static Optional<CallMethod> of(Arguments arguments) {
    if (arguments.on("check")) {
      return Optional.of(parse(arguments.value("call", "check")));
    }
    return arguments
        .value("call")
        .or(() -> arguments.value("print").filter(CallMethod::isMethod))
        .filter(each -> !each.equals("build"))
        .map(CallMethod::parse);
  }

  private static boolean isMethod(String print) {
    return List.of("check", "lint", "outline", "targets").contains(print.split(",", 2)[0]);
  }

  /**
   * Reads {@code METHOD[,format=json]}. {@code lint} is another name for {@code check}.
   *
   * @throws DrydockException of kind INVALID for methods and formats that do not exist
   */
  static CallMethod parse(String text) {
    List<String> words = List.of(text.split(",", -1));
    boolean json = false;
    for (String option : words.subList(1, words.size())) {
      switch (option) {
        case "format=json" -> json = true;
        case "format=text",
            "format=",
            "ignorestatus",
            "ignorestatus=true",
            "ignorestatus=false" -> {
          // what is done anyway
        }
        default -> throw invalid("invalid value \"" + option + "\" for --call");
      }
    }
    return switch (words.getFirst()) {
      case "check", "lint" -> new CallMethod("check", json);
      case "outline", "targets" -> new CallMethod(words.getFirst(), json);
      default -> throw invalid("unknown method \"" + words.getFirst() + "\" for --call");
    };
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message)
        .withHint("Give build, check, outline or targets, with ,format=json behind it if wanted.");
  }
}
