package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One call of the executor as a call of {@code build}. */
final class ExecutorBuild implements AutoCloseable {
  /** Where Kaniko's image has docker's configuration. */
  static final Path CONFIGURATION = Path.of("/kaniko/.docker");

  private static final String GIT_HEADER = "GIT_AUTH_HEADER";
  private static final String GIT_TOKEN = "GIT_AUTH_TOKEN";

  private final Session session;
  private final Arguments arguments;
  private final List<ImageReference> destinations;
  private final ExecutorContext context;
  private final ExecutorRegistries registries;
  private final Map<String, String> environment;
  private final Path metadata;

  ExecutorBuild(Session session, Arguments arguments) throws IOException {
    this.session = session;
    this.arguments = arguments;
    this.destinations =
        arguments.all("destination").stream()
            .map(ImageReference::parse)
            .map(ImageReference::withDefaultTag)
            .toList();
    if (destinations.isEmpty() && !arguments.on("no-push")) {
      throw new DrydockException(
          ErrorKind.USAGE, "you must provide --destination, or use --no-push");
    }
    this.context = ExecutorContext.of(session, arguments);
    this.environment = new HashMap<>(session.environment());
    this.registries = new ExecutorRegistries(session, arguments, destinations);
    this.metadata = Files.createTempFile("drydock-executor", ".json");
    if (!environment.containsKey("DOCKER_CONFIG") && ExecutorCommand.hasConfiguration()) {
      environment.put("DOCKER_CONFIG", CONFIGURATION.toString());
    }
    registries.certificates().ifPresent(folder -> environment.put("DRYDOCK_CERTS", folder));
  }

  /** The variables for the build. */
  Map<String, String> environment() {
    return environment;
  }

  /** What the build reads as its standard input. */
  InputStream input() throws IOException {
    return context.archive().isPresent()
        ? Files.newInputStream(context.archive().get())
        : session.in();
  }

  /** The words after {@code drydock build}. */
  List<String> words() {
    var words = new ArrayList<String>();
    dockerfile().ifPresent(file -> words.addAll(List.of("--file", file)));
    pass(words, "build-arg", "build-arg");
    pass(words, "label", "label");
    pass(words, "annotation", "annotation");
    pass(words, "secret", "secret");
    pass(words, "custom-platform", "platform");
    pass(words, "isolation", "isolation");
    target().ifPresent(stage -> words.addAll(List.of("--target", stage)));
    gitSecrets(words);
    cache(words);
    words.addAll(registries.words());
    destinations.forEach(each -> words.addAll(List.of("--tag", each.toString())));
    outputs(words);
    words.add("--provenance=false"); // a plain manifest, as Kaniko pushes it
    words.addAll(List.of("--progress", progress(), "--metadata-file", metadata.toString()));
    words.add(context.word());
    return words;
  }

  private void pass(List<String> words, String flag, String as) {
    arguments.all(flag).forEach(value -> words.addAll(List.of("--" + as, value)));
  }

  /** A file that exists as it is given, else one in the context. */
  private Optional<String> dockerfile() {
    Optional<String> given = arguments.value("dockerfile");
    boolean directory = !context.word().equals("-") && !context.word().contains("://");
    if (given.isEmpty() || !directory || Files.exists(session.path(given.get()))) {
      return given;
    }
    return Optional.of(Path.of(context.word()).resolve(given.get()).toString());
  }

  private Optional<String> target() {
    List<String> targets = arguments.all("target");
    if (targets.size() > 1) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "one image is of one stage, not of " + targets)
          .withHint("Run the executor for each target, or use \"drydock bake\".");
    }
    return targets.stream().findFirst();
  }

  /** Kaniko's variables for git, as the secrets that git contexts are fetched with. */
  private void gitSecrets(List<String> words) {
    Optional<String> token = session.variable("GIT_TOKEN");
    Optional<String> user = session.variable("GIT_USERNAME");
    if (token.isPresent()) {
      words.addAll(List.of("--secret", "id=" + GIT_TOKEN + ",env=GIT_TOKEN"));
    } else if (user.isPresent()) {
      String pair = user.get() + ":" + session.variable("GIT_PASSWORD").orElse("");
      String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      environment.put(GIT_HEADER, "basic " + encoded);
      words.addAll(List.of("--secret", "id=" + GIT_HEADER + ",env=" + GIT_HEADER));
    }
  }

  private void cache(List<String> words) {
    if (!arguments.on("cache")) {
      return;
    }
    String repository = cacheRepository();
    boolean directory = repository.startsWith("oci:");
    String place = directory ? repository.substring("oci:".length()) : repository;
    boolean there = !directory || Files.exists(session.path(place).resolve("index.json"));
    if (there) {
      words.add("--cache-from");
      words.add(directory ? "type=local,src=" + place : "type=registry,ref=" + place);
    }
    if (!arguments.on("no-push-cache")) {
      words.add("--cache-to");
      words.add(
          (directory ? "type=local,dest=" + place : "type=registry,ref=" + place)
              + ",mode=max,ignore-error=true");
    }
  }

  private String cacheRepository() {
    if (arguments.given("cache-repo")) {
      return arguments.value("cache-repo", "");
    }
    if (destinations.isEmpty()) {
      throw new DrydockException(
          ErrorKind.USAGE, "--cache needs --cache-repo when there is no --destination");
    }
    return destinations.getFirst().name() + "/cache";
  }

  private void outputs(List<String> words) {
    String form = form();
    boolean push = !arguments.on("no-push");
    Optional<String> tar = arguments.value("tar-path");
    Optional<String> layout = arguments.value("oci-layout-path");
    words.add("--output");
    // Nobody looks into the store afterwards, so what is pushed need not be in it.
    words.add("type=" + (push ? "registry" : "image") + form);
    words.add("--provenance=false");
    tar.ifPresent(file -> words.addAll(List.of("--output", "type=docker,dest=" + file + times())));
    layout.ifPresent(
        folder -> words.addAll(List.of("--output", "type=oci,tar=false,dest=" + folder + form)));
    if (arguments.on("reproducible")) {
      words.addAll(List.of("--build-arg", "SOURCE_DATE_EPOCH=0"));
    }
  }

  private String form() {
    var form = new StringBuilder(times());
    arguments
        .value("compression")
        .ifPresent(
            each -> form.append(",compression=").append(each).append(",force-compression=true"));
    arguments
        .value("compression-level")
        .filter(each -> !each.startsWith("-"))
        .ifPresent(each -> form.append(",compression-level=").append(each));
    if (arguments.value("image-format", "").equals("docker")) {
      form.append(",oci-mediatypes=false");
    }
    return form.toString();
  }

  private String times() {
    return arguments.on("reproducible") ? ",rewrite-timestamp=true" : "";
  }

  private String progress() {
    return switch (arguments.value("verbosity", "info")) {
      case "panic", "fatal", "error" -> "none";
      default -> arguments.value("log-format", "").equals("json") ? "rawjson" : "plain";
    };
  }

  /** Writes the files that say what came of the build. */
  void writeDigests() throws IOException {
    byte[] bytes = Files.readAllBytes(metadata);
    String digest =
        Json.string(Json.object(bytes, metadata.toString()), "containerimage.digest").orElse("");
    write("digest-file", digest);
    write(
        "image-name-with-digest-file",
        lines(destinations.stream().map(each -> each.name() + "@" + digest).toList()));
    write(
        "image-name-tag-with-digest-file",
        lines(destinations.stream().map(each -> each + "@" + digest).toList()));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(each -> each + "\n").collect(Collectors.joining());
  }

  private void write(String flag, String content) throws IOException {
    if (arguments.given(flag)) {
      Files.writeString(session.path(arguments.value(flag, "")), content);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(metadata);
    registries.close();
  }
}
