package io.drydock.cli.compose;

import io.drydock.cli.frame.Session;
import io.drydock.composefile.ComposeFile;
import io.drydock.composefile.ComposeRequest;
import io.drydock.composefile.LoadOptions;
import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Variables;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds what a project is made of: its Compose files, as told or as their names say in this
 * directory and those above it, and the variables of this process and of the .env files.
 */
final class ProjectFiles {
  private static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
  private static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");
  private static final String STDIN = "-";

  private final Session session;
  private final SequencedMap<String, String> environment;
  private final ComposeFlags flags;
  private boolean standardInputRead;

  ProjectFiles(ComposeCall call) {
    this.session = call.call().session();
    this.environment = new LinkedHashMap<>(session.environment());
    this.flags = new ComposeFlags(session, call.arguments(), environment);
  }

  /** The flags, with what the .env files say once {@link #request} was called. */
  ComposeFlags flags() {
    return flags;
  }

  /**
   * What to load.
   *
   * @throws DrydockException of kind NOT_FOUND when there is no file
   */
  ComposeRequest request() {
    readEnvironment(directory(flags.files()));
    List<String> files = flags.files().isEmpty() ? found() : flags.files();
    Path directory = directory(files);
    readEnvironment(directory);
    Optional<String> name = flags.projectName();
    return new ComposeRequest(
        files.stream().map(this::file).toList(),
        directory.toString(),
        session.path(""),
        environment,
        name.orElseGet(() -> nameOf(directory)),
        name.isPresent(),
        LoadOptions.DEFAULT.withProfiles(flags.profiles()));
  }

  private ComposeFile file(String word) {
    if (!word.equals(STDIN)) {
      return ComposeFile.at(session.path(word).toString());
    }
    if (standardInputRead) {
      throw new DrydockException(ErrorKind.INVALID, "-f - may be given once only");
    }
    standardInputRead = true;
    try {
      return ComposeFile.of(STDIN, new String(session.in().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot read standard input", e);
    }
  }

  /** The project's directory: as told, else that of the first file, else this one. */
  private Path directory(List<String> files) {
    if (flags.projectDirectory().isPresent()) {
      return flags.projectDirectory().get();
    }
    for (String each : files) {
      if (!each.equals(STDIN)) {
        return Optional.ofNullable(session.path(each).getParent()).orElseGet(() -> Path.of("/"));
      }
    }
    return session.path("");
  }

  private List<String> found() {
    Path start = flags.projectDirectory().orElseGet(() -> session.path(""));
    for (Path at = start; at != null; at = at.getParent()) {
      Optional<String> file = first(at, NAMES, "config");
      if (file.isPresent()) {
        List<String> files = new ArrayList<>(List.of(file.get()));
        first(at, OVERRIDES, "override").ifPresent(files::add);
        return files;
      }
    }
    throw new DrydockException(ErrorKind.NOT_FOUND, "no configuration file provided: not found")
        .withHint("Name one with -f, or write a compose.yaml here.");
  }

  private Optional<String> first(Path directory, List<String> names, String what) {
    List<String> there =
        names.stream()
            .map(each -> directory.resolve(each).toString())
            .filter(each -> Files.exists(Path.of(each)))
            .toList();
    if (there.size() > 1) {
      warn("Found multiple " + what + " files with supported names: " + String.join(", ", there));
      warn("Using " + there.getFirst());
    }
    return there.stream().findFirst();
  }

  private void warn(String message) {
    session.err().println("WARNING: " + message);
  }

  /** Reads the environment files; what is known already stays. */
  private void readEnvironment(Path directory) {
    if (Boolean.parseBoolean(environment.getOrDefault("COMPOSE_DISABLE_ENV_FILE", "false"))) {
      return;
    }
    List<String> told = flags.environmentFiles();
    var read = new LinkedHashMap<String, String>();
    if (told.isEmpty()) {
      Path usual = directory.resolve(".env");
      if (Files.isRegularFile(usual)) {
        read.putAll(variables(usual, Variables.of(environment)));
      }
    }
    for (String each : told) {
      Path file = session.path(each);
      if (!Files.exists(file)) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "Couldn't find env file: " + file);
      }
      read.putAll(variables(file, Variables.of(environment).or(Variables.of(read))));
    }
    read.forEach(environment::putIfAbsent);
  }

  private static Map<String, String> variables(Path file, Variables outer) {
    try {
      return DotEnv.parse(Files.readString(file, StandardCharsets.UTF_8), file.toString(), outer);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read the environment file " + file + ": " + e.getMessage(), e);
    }
  }

  /** The directory's name with only what the names of projects may have. */
  private static String nameOf(Path directory) {
    String last = String.valueOf(directory.getFileName()).toLowerCase(Locale.ROOT);
    var name = new StringBuilder();
    for (char c : last.toCharArray()) {
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain || (!name.isEmpty() && (c == '-' || c == '_'))) {
        name.append(c);
      }
    }
    return name.toString();
  }
}
