package io.drydock.composefile.find;

import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Variables;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The variables of a project: the caller's, and from .env files those that the caller has not set.
 */
final class EnvironmentFiles {
  private final LinkedHashMap<String, String> values = new LinkedHashMap<>();
  private final Set<List<Path>> read = new HashSet<>();
  private final boolean readsUsual;

  EnvironmentFiles(Surroundings around) {
    values.putAll(around.environment());
    readsUsual = !isTrue(around.environment().getOrDefault("COMPOSE_DISABLE_ENV_FILE", ""));
  }

  SequencedMap<String, String> values() {
    return Collections.unmodifiableSequencedMap(values);
  }

  void add(String name, String value) {
    values.putIfAbsent(name, value);
  }

  /** Reads the {@code .env} of the directory, if there is one. */
  void readUsual(Path directory) {
    Path usual = directory.resolve(".env");
    if (readsUsual && Files.exists(usual) && !Files.isDirectory(usual)) {
      read(List.of(usual));
    }
  }

  /**
   * Reads files that must exist, later ones over earlier ones.
   *
   * @throws DrydockException of kind NOT_FOUND or INVALID for a file that cannot be read
   */
  void read(List<Path> files) {
    if (!read.add(files)) {
      return;
    }
    var fromFiles = new LinkedHashMap<String, String>();
    for (Path each : files) {
      Variables outer = Variables.of(values).or(Variables.of(fromFiles));
      fromFiles.putAll(parse(each, outer));
    }
    fromFiles.forEach(values::putIfAbsent);
  }

  private static Map<String, String> parse(Path file, Variables outer) {
    if (!Files.exists(file)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "couldn't find env file: " + file);
    }
    if (Files.isDirectory(file)) {
      throw new DrydockException(ErrorKind.INVALID, file + " is a directory, not an env file");
    }
    try {
      return DotEnv.parse(Files.readString(file), file.toString(), outer);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read the env file " + file, e);
    }
  }

  private static boolean isTrue(String text) {
    return switch (text) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      default -> false;
    };
  }
}
