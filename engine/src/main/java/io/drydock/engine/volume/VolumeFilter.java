package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which volumes are meant, as {@code --filter} says it: those that every condition that is not
 * empty lets through.
 *
 * @param names regular expressions, one of which has to be found in the name
 * @param drivers one of which has to be the volume's
 * @param labels all of which it must have, as {@code key} or {@code key=value}
 * @param withoutLabels none of which it may have
 * @param dangling whether no container has it
 */
public record VolumeFilter(
    List<String> names,
    List<String> drivers,
    List<String> labels,
    List<String> withoutLabels,
    Optional<Boolean> dangling) {
  /** Every volume. */
  public static final VolumeFilter ALL =
      new VolumeFilter(List.of(), List.of(), List.of(), List.of(), Optional.empty());

  public VolumeFilter {
    names = List.copyOf(names);
    drivers = List.copyOf(drivers);
    labels = List.copyOf(labels);
    withoutLabels = List.copyOf(withoutLabels);
  }

  boolean accepts(Volume volume, boolean referenced) {
    return (names.isEmpty() || names.stream().anyMatch(each -> isFound(each, volume.name())))
        && (drivers.isEmpty() || drivers.contains(volume.driver()))
        && labels.stream().allMatch(each -> has(volume.labels(), each))
        && withoutLabels.stream().noneMatch(each -> has(volume.labels(), each))
        && dangling.map(wanted -> wanted != referenced).orElse(true);
  }

  private static boolean has(Map<String, String> labels, String condition) {
    int equals = condition.indexOf('=');
    String key = equals < 0 ? condition : condition.substring(0, equals);
    String value = labels.get(key);
    return value != null && (equals < 0 || value.equals(condition.substring(equals + 1)));
  }

  private static boolean isFound(String pattern, String name) {
    if (name.contains(pattern)) {
      return true;
    }
    try {
      return Pattern.compile(pattern).matcher(name).find();
    } catch (PatternSyntaxException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "invalid filter 'name=" + pattern + "': " + e.getDescription(), e);
    }
  }
}
