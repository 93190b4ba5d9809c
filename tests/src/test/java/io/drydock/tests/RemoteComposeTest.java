package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.oci.Digest;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects whose files lie in a git repository or a registry; both real and on this machine. */
class RemoteComposeTest {
  private static final String COMPOSE_FILE = "application/vnd.docker.compose.file+yaml";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  @TempDir private Path folder;

  @Test
  void includesAndExtendsFilesOfAGitRepository() throws Exception {
    Path repository = Files.createDirectories(folder.resolve("shared.git"));
    Files.writeString(
        repository.resolve("compose.yaml"), "services: {web: {image: 'web:${TAG}', build: .}}");
    Files.writeString(repository.resolve(".env"), "TAG=7");
    Files.createDirectories(repository.resolve("lib"));
    Files.writeString(repository.resolve("lib/compose.yaml"), "services: {base: {command: [run]}}");
    git(repository, "init", "-q");
    git(repository, "add", "-A");
    git(repository, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "all");
    String url = "file://" + repository;
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(
        project.resolve("compose.yaml"),
        """
        name: project
        include: ["%1$s"]
        services:
          own: {image: own, extends: {file: "%1$s#:lib", service: base}}
        """
            .formatted(url));
    var drydock = new Drydock(folder.resolve("store"));

    Drydock.Outcome config = drydock.run(project, "", Map.of(), "compose", "config");

    assertThat(config.err()).isEmpty();
    assertThat(config.out()).contains("image: web:7", "image: own", "- run");
    assertThat(config.out()).contains("context: " + folder.resolve("store/compose"));
  }

  @Test
  void loadsAProjectThatARegistryHolds() throws Exception {
    try (Registry registry = Registry.start(folder.resolve("registry"))) {
      publish(registry.domain());
      var drydock = new Drydock(folder.resolve("store"));

      Drydock.Outcome config =
          drydock.run(
              folder,
              "",
              Map.of("TAG", "7"),
              "compose",
              "-p",
              "project",
              "-f",
              "oci://" + registry.domain() + "/app:1",
              "config");

      assertThat(config.err()).isEmpty();
      assertThat(config.out()).contains("image: web:7", "- run", "FROM_FILE: \"2\"", "OVER: \"1\"");
    }
  }

  private void git(Path repository, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log()).start();
    assertThat(process.waitFor()).isZero();
  }

  private File log() {
    return folder.resolve("git.log").toFile();
  }

  private static void publish(String domain) throws IOException, InterruptedException {
    var layers = new JsonArray();
    layers.add(
        layer(
            domain,
            COMPOSE_FILE,
            "services: {web: {image: 'web:${TAG}', extends: {file: base.yaml, service: base}}}",
            Map.of("com.docker.compose.file", "compose.yaml")));
    layers.add(
        layer(
            domain,
            COMPOSE_FILE,
            "services: {web: {environment: {OVER: '1'}, env_file: [more.env]}}",
            Map.of("com.docker.compose.file", "compose.override.yaml")));
    layers.add(
        layer(
            domain,
            COMPOSE_FILE,
            "services: {base: {command: [run]}}",
            Map.of("com.docker.compose.file", "base.yaml", "com.docker.compose.extends", "true")));
    layers.add(
        layer(
            domain,
            "application/vnd.docker.compose.envfile",
            "FROM_FILE=2",
            Map.of("com.docker.compose.envfile", "more.env")));
    var manifest = new JsonObject();
    manifest.addProperty("schemaVersion", 2);
    manifest.addProperty("mediaType", MANIFEST);
    manifest.addProperty("artifactType", "application/vnd.docker.compose.project");
    manifest.add("config", layer(domain, "application/vnd.oci.empty.v1+json", "{}", Map.of()));
    manifest.add("layers", layers);
    put(URI.create("http://" + domain + "/v2/app/manifests/1"), MANIFEST, manifest.toString());
  }

  private static JsonObject layer(
      String domain, String type, String content, Map<String, String> annotations)
      throws IOException, InterruptedException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    Digest digest = Digest.of(bytes);
    HttpResponse<Void> upload =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + domain + "/v2/app/blobs/uploads/"))
                    .POST(BodyPublishers.noBody())
                    .build(),
                BodyHandlers.discarding());
    String place = upload.headers().firstValue("Location").orElseThrow();
    String separator = place.contains("?") ? "&" : "?";
    put(URI.create(place + separator + "digest=" + digest), "application/octet-stream", content);
    var descriptor = new JsonObject();
    descriptor.addProperty("mediaType", type);
    descriptor.addProperty("digest", digest.toString());
    descriptor.addProperty("size", bytes.length);
    var notes = new JsonObject();
    annotations.forEach(notes::addProperty);
    descriptor.add("annotations", notes);
    return descriptor;
  }

  private static void put(URI place, String type, String content)
      throws IOException, InterruptedException {
    HttpResponse<String> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(place)
                    .header("Content-Type", type)
                    .PUT(BodyPublishers.ofString(content))
                    .build(),
                BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
  }
}
