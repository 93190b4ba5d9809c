package io.drydock.compose.run;

import com.google.gson.JsonObject;
import io.drydock.compose.run.ProjectEvent.Phase;
import io.drydock.compose.run.ProjectEvent.Resource;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Provider;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the program that runs a service in place of containers, as {@code TYPE compose
 * --project-name=NAME up SERVICE}. It answers with JSON messages: {@code info}, {@code error},
 * {@code debug}, and {@code setenv} or {@code rawsetenv} for variables of the services that depend
 * on it.
 */
final class ProviderCall {
  private static final List<String> PLUGIN_FOLDERS =
      List.of(
          "/usr/local/lib/docker/cli-plugins",
          "/usr/local/libexec/docker/cli-plugins",
          "/usr/lib/docker/cli-plugins",
          "/usr/libexec/docker/cli-plugins");

  private final Project project;
  private final ProjectListener listener;

  ProviderCall(Project project, ProjectListener listener) {
    this.project = project;
    this.listener = listener;
  }

  /**
   * Calls it.
   *
   * @param command {@code up}, {@code down} or {@code stop}
   * @return variables by the service that gets them
   * @throws DrydockException of kind STEP_FAILED with what the program says went wrong
   */
  Map<String, Map<String, String>> call(Service service, String command)
      throws InterruptedException {
    Provider provider = service.provider().orElseThrow();
    Path program = program(provider.type(), service);
    JsonObject metadata = metadata(program);
    if (command.equals("stop") && !metadata.has("stop")) {
      return Map.of();
    }
    Resource resource = Resource.service(service.name());
    boolean up = command.equals("up");
    listener.tell(resource, up ? Phase.CREATING : Phase.REMOVING);
    var answers = new Answers(service);
    run(arguments(program, provider, service, command, metadata), service, answers);
    listener.tell(resource, up ? Phase.CREATED : Phase.REMOVED);
    return up ? answers.byDependent() : Map.of();
  }

  private Path program(String type, Service service) {
    if (type.equals("compose")) {
      throw new DrydockException(ErrorKind.INVALID, "'compose' is not a valid provider type")
          .at(service.location());
    }
    var candidates = new ArrayList<Path>();
    String config = project.environment().getOrDefault("DOCKER_CONFIG", "");
    String home = System.getProperty("user.home", "");
    String plugin = "docker-" + type;
    candidates.add(Path.of(config.isEmpty() ? home + "/.docker" : config, "cli-plugins", plugin));
    PLUGIN_FOLDERS.forEach(each -> candidates.add(Path.of(each, plugin)));
    String path = project.environment().getOrDefault("PATH", System.getenv("PATH"));
    for (String each : path.split(File.pathSeparator)) {
      candidates.add(Path.of(each.isEmpty() ? "." : each, type));
    }
    for (Path each : candidates) {
      if (Files.isExecutable(each) && !Files.isDirectory(each)) {
        return each;
      }
    }
    throw new DrydockException(
            ErrorKind.NOT_FOUND,
            "service \"%s\": no provider \"%s\" is installed".formatted(service.name(), type))
        .at(service.location())
        .withHint("It has to be a plugin of the docker command, or a program on the PATH.");
  }

  private ProcessBuilder process(List<String> words) {
    var process = new ProcessBuilder(words).redirectError(Redirect.INHERIT);
    process.environment().putAll(project.environment());
    process.directory(project.workingDir().toFile());
    return process;
  }

  /** What the program says of its options; empty when it says nothing. */
  private JsonObject metadata(Path program) throws InterruptedException {
    try {
      Process process =
          process(List.of(program.toString(), "compose", "metadata"))
              .redirectError(Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readAllBytes();
      return process.waitFor() == 0 && answer.length > 0
          ? Json.object(answer, "the provider's metadata")
          : new JsonObject();
    } catch (IOException | DrydockException e) {
      return new JsonObject();
    }
  }

  private List<String> arguments(
      Path program, Provider provider, Service service, String command, JsonObject metadata) {
    Optional<Set<String>> known = known(metadata, command);
    var words = new ArrayList<String>();
    words.add(program.toString());
    words.add("compose");
    words.add("--project-name=" + project.name());
    words.add(command);
    provider
        .options()
        .forEach((name, values) -> {
          if (known.isEmpty() || known.get().contains(name)) {
            values.forEach(each -> words.add("--" + name + "=" + each));
          }
        });
    words.add(service.name());
    requireParameters(metadata, command, provider);
    return words;
  }

  private static Optional<Set<String>> known(JsonObject metadata, String command) {
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    var names = new HashSet<String>();
    parameters(metadata, command).forEach(each -> Json.string(each, "name").ifPresent(names::add));
    return Optional.of(names);
  }

  private static List<JsonObject> parameters(JsonObject metadata, String command) {
    return Json.child(metadata, command)
        .map(each -> Json.children(each, "parameters"))
        .orElse(List.of());
  }

  private static void requireParameters(JsonObject metadata, String command, Provider provider) {
    for (JsonObject each : parameters(metadata, command)) {
      String name = Json.string(each, "name").orElse("");
      if (Json.flag(each, "required") && !provider.options().containsKey(name)) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "required parameter \"%s\" is missing from provider \"%s\" definition"
                .formatted(name, provider.type()));
      }
    }
  }

  private void run(List<String> words, Service service, Answers answers)
      throws InterruptedException {
    Process process;
    try {
      process = process(words).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw failed("cannot run " + words.getFirst() + ": " + e.getMessage());
    }
    try {
      JsonMessages.read(process.getInputStream(), "the provider", answers::take);
    } catch (DrydockException e) {
      process.destroy();
      throw e;
    }
    int code = process.waitFor();
    if (code != 0) {
      throw failed(
          "failed to run provider of service \"%s\": exit status %d"
              .formatted(service.name(), code));
    }
  }

  private static DrydockException failed(String message) {
    return new DrydockException(ErrorKind.STEP_FAILED, message);
  }

  /** Takes the program's messages. */
  private final class Answers {
    private final Service service;
    private final Map<String, String> variables = new LinkedHashMap<>();

    Answers(Service service) {
      this.service = service;
    }

    void take(JsonObject message) {
      String text = Json.string(message, "message").orElse("");
      switch (Json.string(message, "type").orElse("")) {
        case "info" -> listener.tell(Resource.service(service.name()), Phase.WORKING, text);
        case "error" -> throw failed(text);
        case "setenv" -> add(service.name().toUpperCase(Locale.ROOT) + "_", text);
        case "rawsetenv" -> add("", text);
        case "debug" -> {}
        default -> throw failed("invalid response from provider: " + message);
      }
    }

    private void add(String prefix, String assignment) {
      int equals = assignment.indexOf('=');
      if (equals < 0) {
        throw failed("invalid response from provider: " + assignment);
      }
      variables.put(prefix + assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    Map<String, Map<String, String>> byDependent() {
      var all = new HashMap<String, Map<String, String>>();
      for (Service each : project.services().values()) {
        if (each.life().dependsOn().containsKey(service.name())) {
          all.put(each.name(), variables);
        }
      }
      return all;
    }
  }
}
