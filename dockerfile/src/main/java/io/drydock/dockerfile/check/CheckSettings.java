package io.drydock.dockerfile.check;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.text.Quote;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which checks run, as {@code # check=skip=A,B;error=true;experimental=all} or the build argument
 * {@code BUILDKIT_DOCKERFILE_CHECK} says.
 *
 * @param skipped names of checks, or {@code all}
 * @param error whether a warning fails the build
 * @param experimental names of checks that only run when asked for, or {@code all}
 */
public record CheckSettings(List<String> skipped, boolean error, List<String> experimental) {
  /** All checks but the experimental ones, which only warn. */
  public static final CheckSettings STANDARD = new CheckSettings(List.of(), false, List.of());

  private static final String ARGUMENT = "BUILDKIT_DOCKERFILE_CHECK";
  private static final String ALL = "all";

  public CheckSettings {
    skipped = List.copyOf(skipped);
    experimental = List.copyOf(experimental);
  }

  /**
   * What the build argument says, else the directive.
   *
   * @throws DrydockException of kind INVALID for options that do not exist
   */
  static CheckSettings of(Optional<String> directive, Map<String, String> buildArgs) {
    return Optional.ofNullable(buildArgs.get(ARGUMENT))
        .or(() -> directive)
        .map(CheckSettings::parse)
        .orElse(STANDARD);
  }

  static CheckSettings parse(String text) {
    CheckSettings settings = STANDARD;
    for (String option : text.isBlank() ? List.<String>of() : List.of(text.split(";", -1))) {
      int equals = option.indexOf('=');
      String key = equals < 0 ? "" : option.substring(0, equals).strip();
      settings = settings.with(key, option.substring(equals + 1).strip(), option);
    }
    return settings;
  }

  private CheckSettings with(String key, String value, String option) {
    return switch (key) {
      case "skip" -> new CheckSettings(names(value), error, experimental);
      case "error" -> new CheckSettings(skipped, truth(value, option), experimental);
      case "experimental" -> new CheckSettings(skipped, error, names(value));
      default ->
          throw new DrydockException(
                  ErrorKind.INVALID, "invalid check option " + Quote.quote(option))
              .withHint("Options are skip=, error= and experimental=, with ; between them.");
    };
  }

  private static boolean truth(String value, String option) {
    return switch (value) {
      case "1", "t", "T", "true", "True", "TRUE" -> true;
      case "0", "f", "F", "false", "False", "FALSE" -> false;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "failed to parse check option " + Quote.quote(option));
    };
  }

  /** The names in {@code A, B}. */
  static List<String> names(String value) {
    return List.of(value.strip().split("\\s*,\\s*"));
  }

  boolean runs(BuildCheck check) {
    return !covers(skipped, check) && (!check.isExperimental() || covers(experimental, check));
  }

  /** Whether the names include the check. */
  static boolean covers(List<String> names, BuildCheck check) {
    return names.contains(ALL) || names.contains(check.title());
  }
}
