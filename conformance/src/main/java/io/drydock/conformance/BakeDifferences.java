package io.drydock.conformance;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules by which nobody can repeat a recorded bake file: the recording kept those environment
 * variables that the files declare, and not others that the outcome depends on. A rule looks at
 * what a case holds, never at its name.
 */
final class BakeDifferences {
  /** A variable with a type and nothing else. */
  private static final Pattern BARE_VARIABLE =
      Pattern.compile("variable \"(\\w+)\" \\{\\s*type = [^\\n]*\\s*\\}");

  private static final List<KnownDifferences.Rule> RULES =
      List.of(
          new KnownDifferences.Rule(
              "json-not-recorded",
              "a variable has a value that NAME_JSON gave it, which is not recorded",
              of(BakeDifferences::hasUnexplainedVariable)),
          new KnownDifferences.Rule(
              "argument-not-recorded",
              "--set takes an argument from the environment, which is not recorded",
              of(BakeDifferences::hasUnexplainedArgument)));

  private BakeDifferences() {}

  private interface Condition {
    boolean holds(JsonObject recorded);
  }

  private static BiPredicate<JsonObject, String> of(Condition condition) {
    return (recorded, _) -> condition.holds(recorded);
  }

  /** The rule that explains why a case cannot be repeated, if there is one. */
  static Optional<KnownDifferences.Rule> explain(JsonObject recorded) {
    return RULES.stream().filter(each -> each.covers().test(recorded, "")).findFirst();
  }

  /** A variable without a default that is not in the environment, and yet is not null. */
  private static boolean hasUnexplainedVariable(JsonObject recorded) {
    for (JsonObject file : Cases.list(recorded, "files")) {
      Matcher matcher = BARE_VARIABLE.matcher(Cases.string(file, "content"));
      if (matcher.find() && !environment(recorded).has(matcher.group(1))) {
        return recorded.has("error") || !String.valueOf(recorded.get("config")).contains("null");
      }
    }
    return false;
  }

  private static boolean hasUnexplainedArgument(JsonObject recorded) {
    return Cases.strings(recorded, "overrides").stream()
        .filter(each -> each.indexOf('=') < 0 && each.contains(".args."))
        .map(each -> each.substring(each.indexOf(".args.") + ".args.".length()))
        .anyMatch(name ->
            !environment(recorded).has(name)
                && String.valueOf(recorded.get("resultTargets")).contains('"' + name + '"'));
  }

  private static JsonObject environment(JsonObject recorded) {
    return recorded.get("env") instanceof JsonObject env ? env : new JsonObject();
  }
}
