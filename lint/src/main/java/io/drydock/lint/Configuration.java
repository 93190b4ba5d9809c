package io.drydock.lint;

import java.util.Map;
import java.util.Set;

/**
 * What a user set for the rules.
 *
 * @param ignored ids of rules that are not reported
 * @param severities by the id of the rule that they are set for
 * @param trustedRegistries images may only come from these, where there are any; {@code *} stands
 *     for any part of a name
 * @param labelSchema what the value of each label has to be, by the label's name
 * @param strictLabels whether labels that the schema does not name are refused
 * @param heedPragmas whether comments in a file can switch rules off
 */
public record Configuration(
    Set<String> ignored,
    Map<String, Severity> severities,
    Set<String> trustedRegistries,
    Map<String, LabelType> labelSchema,
    boolean strictLabels,
    boolean heedPragmas) {
  public static final Configuration DEFAULT =
      new Configuration(Set.of(), Map.of(), Set.of(), Map.of(), false, true);

  public Configuration {
    ignored = Set.copyOf(ignored);
    severities = Map.copyOf(severities);
    trustedRegistries = Set.copyOf(trustedRegistries);
    labelSchema = Map.copyOf(labelSchema);
  }

  /** The severity that counts for the rule. */
  public Severity severity(Rule rule) {
    return rule.isAmong(ignored)
        ? Severity.NONE
        : severities.getOrDefault(rule.id(), rule.severity());
  }
}
