package io.drydock.composefile.find;

import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ProjectNames;
import io.drydock.composefile.load.RemoteFiles;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** One search for what a project is made of. */
final class ProjectFinder {
  /** The files that are looked for; the first that is there counts. */
  static final List<String> FILES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");

  /** The files that go over one that was found beside them. */
  static final List<String> OVERRIDES =
      List.of(
          "compose.override.yml",
          "compose.override.yaml",
          "docker-compose.override.yml",
          "docker-compose.override.yaml");

  private static final String INPUT = "-";

  private final ProjectOptions options;
  private final Surroundings around;
  private final EnvironmentFiles environment;

  ProjectFinder(ProjectOptions options, Surroundings around) {
    this.options = options;
    this.around = around;
    this.environment = new EnvironmentFiles(around);
  }

  ProjectSource find() {
    environment.add("PWD", around.directory().toString());
    readEnvironment(options.directory().map(around::path).orElse(around.directory()));
    List<ComposeFile> files = files();
    Path directory = directory(files);
    readEnvironment(directory);
    return new ProjectSource(
        files,
        directory,
        around.directory(),
        environment.values(),
        profiles(),
        options.name().or(() -> variable("COMPOSE_PROJECT_NAME")).map(ProjectNames::requireValid),
        around.remotes());
  }

  private void readEnvironment(Path directory) {
    List<String> named = options.environmentFiles();
    if (named.isEmpty()) {
      named = variable("COMPOSE_ENV_FILES").map(files -> split(files, ",")).orElse(List.of());
    }
    if (named.isEmpty()) {
      environment.readUsual(directory);
    } else {
      environment.read(named.stream().map(around::path).toList());
    }
  }

  private List<ComposeFile> files() {
    if (!options.files().isEmpty()) {
      return options.files().stream().map(this::file).toList();
    }
    Optional<String> named = variable("COMPOSE_FILE");
    if (named.isPresent()) {
      String separator = variable("COMPOSE_PATH_SEPARATOR").orElse(":");
      return split(named.get(), separator).stream().map(this::file).toList();
    }
    Path directory = options.directory().map(around::path).orElse(around.directory());
    for (Path each = directory; each != null; each = each.getParent()) {
      List<ComposeFile> found = usualFiles(each);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private ComposeFile file(String name) {
    if (!name.equals(INPUT)) {
      return ComposeFile.at(local(name));
    }
    try {
      byte[] content = around.input().readAllBytes();
      return ComposeFile.of(INPUT, new String(content, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read standard input", e);
    }
  }

  /** The path of a file, or of the copy of one that lies elsewhere. */
  private String local(String name) {
    for (RemoteFiles each : around.remotes()) {
      if (each.accepts(name)) {
        return each.load(name).toString();
      }
    }
    if (RemoteFiles.isRemote(name)) {
      throw RemoteFiles.notRead(name);
    }
    return name;
  }

  private List<ComposeFile> usualFiles(Path directory) {
    var found = new ArrayList<ComposeFile>();
    firstOf(FILES, directory, "config files").ifPresent(found::add);
    if (!found.isEmpty()) {
      firstOf(OVERRIDES, directory, "override files").ifPresent(found::add);
    }
    return found;
  }

  private Optional<ComposeFile> firstOf(List<String> names, Path directory, String kind) {
    List<Path> present = names.stream().map(directory::resolve).filter(Files::exists).toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Path first = present.getFirst();
    if (present.size() > 1) {
      List<String> all = present.stream().map(Path::toString).toList();
      around
          .warnings()
          .accept(
              "Found multiple %s with supported names: %s".formatted(kind, String.join(", ", all)));
      around.warnings().accept("Using " + first);
    }
    boolean here = directory.equals(around.directory());
    return Optional.of(ComposeFile.at((here ? first.getFileName() : first).toString()));
  }

  /** Where the files' relative paths start: as told, or beside the first file. */
  private Path directory(List<ComposeFile> files) {
    if (options.directory().isPresent()) {
      return around.path(options.directory().get());
    }
    return files.stream()
        .map(ComposeFile::name)
        .filter(Predicate.not(INPUT::equals))
        .findFirst()
        .map(name -> Optional.ofNullable(around.path(name).getParent()).orElse(around.directory()))
        .orElse(around.directory());
  }

  private List<String> profiles() {
    return options.profiles().isEmpty()
        ? variable("COMPOSE_PROFILES").map(names -> split(names, ",")).orElse(List.of())
        : options.profiles();
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.values().get(name))
        .filter(Predicate.not(String::isEmpty));
  }

  private static List<String> split(String text, String separator) {
    return Arrays.stream(text.split(Pattern.quote(separator)))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }
}
