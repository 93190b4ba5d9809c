package io.drydock.conformance;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The rules by which a recorded build may differ from ours: where the Docker that recorded it
 * (26.1, before syntax 1.7) and syntax 1.26 disagree, and where nobody can repeat what is recorded.
 * A rule looks at what a case holds and at how we differ, never at its name.
 */
final class KnownDifferences {
  private static final Pattern CHMOD_VARIABLE = Pattern.compile("--chmod=\\S*\\$");
  private static final Pattern TEXT_BEHIND_JSON =
      Pattern.compile("(?im)^\\s*(run|cmd|entrypoint)\\s+\\[[^\\]]*\\][^\\s].*$");
  private static final Pattern EPOCH_BY_NAME = Pattern.compile("SOURCE_DATE_EPOCH=[\"']?[a-zA-Z_]");
  private static final Pattern BLANK_HEREDOC = Pattern.compile("<<-?[ \\t]+[\"']?\\w");
  private static final Pattern RANDOM = Pattern.compile("/dev/u?random|/proc/sys/kernel/random");
  private static final Pattern NEWER_FLAG =
      Pattern.compile("--(parents|exclude|unpack|keep-git-dir|checksum|security|device)\\b");

  /**
   * One reason to differ.
   *
   * @param covers whether a case, and the message of how we differ, come under it
   */
  record Rule(String name, String reason, BiPredicate<JsonObject, String> covers) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "invalid-chmod",
              "the older Docker ignores a --chmod that is no mode, 1.26 refuses it",
              (recorded, why) -> why.startsWith("invalid chmod parameter")),
          new Rule(
              "chmod-variable",
              "the older Docker does not expand variables in --chmod",
              (recorded, why) -> CHMOD_VARIABLE.matcher(dockerfile(recorded)).find()),
          new Rule(
              "chmod-symbolic",
              "the older Docker knows no symbolic --chmod",
              (recorded, why) ->
                  isRefusalOf(recorded, "chmod")
                      && why.startsWith("accepted, recorded as refused")),
          new Rule(
              "text-behind-json",
              "the older Docker drops what stands behind a JSON array, 1.26 takes the line as shell form",
              (recorded, why) -> TEXT_BEHIND_JSON.matcher(dockerfile(recorded)).find()),
          new Rule(
              "epoch-by-name",
              "SOURCE_DATE_EPOCH can name a stage or a context only since 1.25",
              (recorded, why) ->
                  EPOCH_BY_NAME.matcher(dockerfile(recorded) + recorded.get("buildArgs")).find()),
          new Rule(
              "blank-heredoc",
              "white space behind << begins a heredoc only since 1.16",
              (recorded, why) -> BLANK_HEREDOC.matcher(dockerfile(recorded)).find()),
          new Rule(
              "newer-flag",
              "the older Docker does not know a flag that 1.26 has",
              (recorded, why) ->
                  isRefusalOf(recorded, "unknown flag")
                      && NEWER_FLAG.matcher(dockerfile(recorded)).find()),
          new Rule(
              "newer-expansion",
              "the older Docker does not know a form of expansion that 1.26 has",
              (recorded, why) -> isRefusalOf(recorded, "unsupported modifier")),
          new Rule(
              "random-content",
              "the file holds random bytes",
              (recorded, why) ->
                  RANDOM.matcher(dockerfile(recorded)).find() && why.contains("\"sha\"")),
          new Rule(
              "flattened-link",
              "the shared context has a file where the recorded one had a symbolic link",
              (recorded, why) ->
                  !Cases.string(recorded, "context").isEmpty()
                      && why.matches(
                          ".*recorded <[^>]*\"type\":\"link\".*ours <.*\"type\":\"file\".*")));

  private KnownDifferences() {}

  /** The rule that explains how we differ from a case, if there is one. */
  static Optional<Rule> explain(JsonObject recorded, String why) {
    return RULES.stream().filter(each -> each.covers().test(recorded, why)).findFirst();
  }

  private static String dockerfile(JsonObject recorded) {
    return Cases.string(recorded, "dockerfile");
  }

  private static boolean isRefusalOf(JsonObject recorded, String words) {
    JsonObject expected = recorded.getAsJsonObject("expect");
    return Cases.flag(expected, "fails") && Cases.string(expected, "peerSays").contains(words);
  }
}
