package io.drydock.lint.config;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.lint.Configuration;
import io.drydock.lint.LabelType;
import io.drydock.lint.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads {@code .hadolint.yaml} and {@code .drydock-lint.yaml}, which has the same keys and {@code
 * rules}, a map of severities by rule.
 */
public final class SettingsReader {
  private static final List<String> NAMES =
      List.of(".hadolint.yaml", ".hadolint.yml", ".drydock-lint.yaml", ".drydock-lint.yml");

  private Settings settings = Settings.DEFAULT;

  private SettingsReader() {}

  /** What the files in the directory set; where several set something, ours wins. */
  public static Settings inDirectory(Path directory) {
    var reader = new SettingsReader();
    for (String name : NAMES) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        reader.read(file);
      }
    }
    return reader.settings;
  }

  /**
   * What the file sets.
   *
   * @throws DrydockException of kind INVALID, with its line where one is known, for a file that
   *     makes no sense, or NOT_FOUND
   */
  public static Settings of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no such configuration file: " + file);
    }
    var reader = new SettingsReader();
    reader.read(file);
    return reader.settings;
  }

  private void read(Path file) {
    Object document;
    try {
      var load =
          new Load(
              LoadSettings.builder().setLabel(file.toString()).setSchema(new CoreSchema()).build());
      document = load.loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + file + ": " + e.getMessage(), e);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new DrydockException(ErrorKind.INVALID, e.getProblem(), e)
          .at(SourceLocation.line(file.toString(), line));
    } catch (YamlEngineException e) {
      throw new DrydockException(ErrorKind.INVALID, file + ": " + e.getMessage(), e);
    }
    if (document instanceof Map<?, ?> map) {
      map.forEach((key, value) -> set(file, String.valueOf(key), value));
    } else if (document != null) {
      throw new DrydockException(ErrorKind.INVALID, file + " is not a map of settings");
    }
  }

  private void set(Path file, String key, @Nullable Object value) {
    Configuration rules = settings.rules();
    switch (key) {
      case "ignored" ->
          rules(with(rules, union(rules.ignored(), strings(value)), rules.severities()));
      case "override" -> override(file, value);
      case "rules" -> severities(file, value);
      case "trustedRegistries" -> rules(registries(rules, strings(value)));
      case "label-schema" -> rules(labels(file, rules, value));
      case "strict-labels" -> rules(strict(rules, truth(value)));
      case "disable-ignore-pragma" -> rules(pragmas(rules, !truth(value)));
      case "failure-threshold", "fail-on" -> failOn(file, key, String.valueOf(value));
      case "no-fail" ->
          settings = new Settings(rules, settings.failOn(), truth(value), settings.format());
      case "format" ->
          settings =
              new Settings(
                  rules, settings.failOn(), settings.noFail(), Optional.of(String.valueOf(value)));
      case "no-color", "verbose" -> {
        // decided by the terminal
      }
      default ->
          throw new DrydockException(ErrorKind.INVALID, "unknown key \"" + key + "\" in " + file);
    }
  }

  private void rules(Configuration rules) {
    settings = new Settings(rules, settings.failOn(), settings.noFail(), settings.format());
  }

  /** Lists of rules by severity. */
  private void override(Path file, @Nullable Object value) {
    Map<String, Severity> severities = new HashMap<>(settings.rules().severities());
    map(value)
        .forEach((name, ids) ->
            strings(ids).forEach(id -> severities.put(id, severity(file, "override", name))));
    rules(with(settings.rules(), settings.rules().ignored(), severities));
  }

  private void severities(Path file, @Nullable Object value) {
    Map<String, Severity> severities = new HashMap<>(settings.rules().severities());
    map(value)
        .forEach((id, name) -> severities.put(id, severity(file, "rules", String.valueOf(name))));
    rules(with(settings.rules(), settings.rules().ignored(), severities));
  }

  private void failOn(Path file, String key, String value) {
    settings =
        new Settings(
            settings.rules(),
            Optional.of(severity(file, key, value)),
            settings.noFail(),
            settings.format());
  }

  private static Severity severity(Path file, String key, String name) {
    return Severity.parse(name)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID,
                "unknown severity \""
                    + name
                    + "\" at \""
                    + key
                    + "\" in "
                    + file
                    + ": give error, warning, info, style or none"));
  }

  private static Configuration with(
      Configuration rules, Set<String> ignored, Map<String, Severity> severities) {
    return new Configuration(
        ignored,
        severities,
        rules.trustedRegistries(),
        rules.labelSchema(),
        rules.strictLabels(),
        rules.heedPragmas());
  }

  private static Configuration registries(Configuration rules, Set<String> registries) {
    return new Configuration(
        rules.ignored(),
        rules.severities(),
        union(rules.trustedRegistries(), registries),
        rules.labelSchema(),
        rules.strictLabels(),
        rules.heedPragmas());
  }

  private static Configuration labels(Path file, Configuration rules, @Nullable Object value) {
    Map<String, LabelType> schema = new HashMap<>(rules.labelSchema());
    map(value).forEach((name, type) -> schema.put(name, type(file, String.valueOf(type))));
    return new Configuration(
        rules.ignored(),
        rules.severities(),
        rules.trustedRegistries(),
        schema,
        rules.strictLabels(),
        rules.heedPragmas());
  }

  private static LabelType type(Path file, String name) {
    for (LabelType each : LabelType.values()) {
      if (each.name().equals(name.toUpperCase(Locale.ROOT))
          || (each == LabelType.TEXT && List.of("rawtext", "raw").contains(name))) {
        return each;
      }
    }
    throw new DrydockException(
        ErrorKind.INVALID, "unknown type of label \"" + name + "\" in " + file);
  }

  private static Configuration strict(Configuration rules, boolean strict) {
    return new Configuration(
        rules.ignored(),
        rules.severities(),
        rules.trustedRegistries(),
        rules.labelSchema(),
        strict,
        rules.heedPragmas());
  }

  private static Configuration pragmas(Configuration rules, boolean heed) {
    return new Configuration(
        rules.ignored(),
        rules.severities(),
        rules.trustedRegistries(),
        rules.labelSchema(),
        rules.strictLabels(),
        heed);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }

  private static Set<String> strings(@Nullable Object value) {
    Set<String> strings = new HashSet<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> strings.add(String.valueOf(each)));
    } else if (value != null) {
      strings.add(value.toString());
    }
    return strings;
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new HashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, each) -> map.put(String.valueOf(key), each == null ? "" : each));
    }
    return map;
  }

  private static boolean truth(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "true".equals(value);
  }
}
