package io.drydock.cli.command;

import io.drydock.bake.model.BakeFile;
import io.drydock.bake.model.Circumstances;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Variables;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds bake files, and what they may ask about the call. */
final class BakeFiles {
  /** Read when no file is named, in this order over each other. */
  private static final List<String> DEFAULT_NAMES =
      List.of(
          "compose.yaml",
          "compose.yml",
          "docker-compose.yml",
          "docker-compose.yaml",
          "docker-bake.json",
          "docker-bake.hcl",
          "docker-bake.override.json",
          "docker-bake.override.hcl");

  private static final String STDIN = "-";

  private final Session session;
  private final Arguments arguments;

  BakeFiles(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  /**
   * The files' contents.
   *
   * @throws DrydockException of kind NOT_FOUND when there is none
   */
  List<BakeFile> read() throws IOException {
    refuseRemote();
    List<String> named = arguments.all("file");
    var files = new ArrayList<BakeFile>();
    for (String name : named.isEmpty() ? DEFAULT_NAMES : named) {
      if (name.equals(STDIN)) {
        files.add(new BakeFile(name, session.in().readAllBytes()));
      } else if (!named.isEmpty() || Files.exists(session.path(name))) {
        files.add(new BakeFile(name, content(name)));
      }
    }
    if (files.isEmpty()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "couldn't find a bake definition")
          .withHint("Name a file with -f, or write a docker-bake.hcl.");
    }
    return files;
  }

  private void refuseRemote() {
    for (String each : arguments.positional()) {
      if (each.contains("://") || each.startsWith("git@")) {
        throw new DrydockException(
                ErrorKind.UNSUPPORTED, "bake definitions at a URL are not supported yet: " + each)
            .withHint("Clone the repository, and bake in it.");
      }
    }
  }

  private byte[] content(String name) throws IOException {
    Path path = session.path(name.startsWith("cwd://") ? name.substring(6) : name);
    if (!Files.isRegularFile(path) && !Files.isReadable(path)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "open " + name + ": no such file or directory");
    }
    return Files.readAllBytes(path);
  }

  /** Variables, environment, and what BUILDX_BAKE_* say about reading. */
  Circumstances circumstances() throws IOException {
    boolean blind = isOn("BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP");
    Map<String, String> environment = blind ? Map.of() : session.environment();
    return new Circumstances(
        Map.of("BAKE_CMD_CONTEXT", "cwd://", "BAKE_LOCAL_PLATFORM", Platform.host().toString()),
        given(),
        environment,
        dotEnv(environment),
        isOn("BUILDX_BAKE_FILE_RELATIVE_PATHS"));
  }

  private boolean isOn(String variable) {
    return session
        .variable(variable)
        .filter(value -> value.equals("1") || value.equalsIgnoreCase("true"))
        .isPresent();
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    for (String each : arguments.all("var")) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid value \"" + each + "\" for --var, expected name=value");
      }
      given.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return given;
  }

  private Map<String, String> dotEnv(Map<String, String> environment) throws IOException {
    Path file = session.path(".env");
    return Files.isRegularFile(file)
        ? DotEnv.parse(Files.readString(file), ".env", Variables.of(environment))
        : Map.of();
  }
}
