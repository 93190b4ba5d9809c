package io.drydock.api.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.api.BuildApi;
import io.drydock.api.DockerClients;
import io.drydock.api.DockerClients.Outcome;
import io.drydock.api.RawClient;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Blobs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Docker's command line lists, names, moves and removes images through this API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImageClientsTest {
  @TempDir static Path folder;
  private BuildApi api;
  private DockerClients docker;
  private @Nullable Process registry;
  private int port;

  @BeforeAll
  void start() throws Exception {
    api = new BuildApi(Files.createDirectories(folder.resolve("engine")));
    docker = DockerClients.at(api.address(), folder.resolve("config"));
    Files.writeString(folder.resolve("file"), "content");
    Files.writeString(
        folder.resolve("Dockerfile"), "FROM scratch\nCOPY file /f\nLABEL kind=test\nENV A=b\n");
  }

  @AfterAll
  void stop() throws Exception {
    if (api != null) {
      api.close();
    }
    if (registry != null) {
      registry.destroy();
      registry.waitFor();
    }
  }

  private void image(String name) throws Exception {
    docker
        .run(folder, Map.of("DOCKER_BUILDKIT", "0"), "build", "-t", name, folder.toString())
        .succeeded();
  }

  private String docker(String... arguments) throws Exception {
    return docker.run(folder, arguments).succeeded().output().strip();
  }

  @Test
  void imagesAreListedByFilters() throws Exception {
    image("listed/one:1");
    docker("tag", "listed/one:1", "listed/two:2");
    assertThat(docker("images", "-q", "--filter", "reference=listed/*")).hasLineCount(2);
    assertThat(docker("images", "-q", "--filter", "label=kind=test", "listed/one")).hasLineCount(1);
    assertThat(docker("images", "-q", "--filter", "label=kind=other")).isEmpty();
    assertThat(docker.run(folder, "images", "--filter", "nosuch=1").output())
        .contains("invalid filter 'nosuch'");
  }

  @Test
  void imagesAreInspectedAndTheirHistoryTold() throws Exception {
    image("inspected:1");
    assertThat(docker("inspect", "-f", "{{json .Config.Env}}", "inspected:1")).contains("A=b");
    assertThat(docker("history", "--no-trunc", "inspected:1")).contains("COPY file /f", "ENV A=b");
    assertThat(docker.run(folder, "inspect", "absent:1").output()).contains("No such");
  }

  @Test
  void whatIsAttestedOfAnImageIsTold() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("Dockerfile"), "FROM scratch\nENV ATTESTED=1\n");
    docker("build", "-q", "-t", "plain:1", other.toString());
    Descriptor image = api.store().images().find(reference("plain:1")).orElseThrow().target();
    String type = "https://slsa.dev/provenance/v1";
    Descriptor statement =
        blob("application/vnd.in-toto+json", "{\"predicateType\":\"" + type + "\"}")
            .withAnnotations(Map.of("in-toto.io/predicate-type", type));
    Descriptor config = blob("application/vnd.oci.image.config.v1+json", "{}");
    Descriptor attestation =
        blob(
                MediaTypes.OCI_MANIFEST,
                "{\"schemaVersion\":2,\"config\":"
                    + config.toJson()
                    + ",\"layers\":["
                    + statement.toJson()
                    + "]}")
            .withAnnotations(
                Map.of(
                    "vnd.docker.reference.type",
                    "attestation-manifest",
                    "vnd.docker.reference.digest",
                    image.digest().toString()));
    Descriptor index =
        blob(
            MediaTypes.OCI_INDEX,
            "{\"schemaVersion\":2,\"manifests\":["
                + image.toJson()
                + ","
                + attestation.toJson()
                + "]}");
    api.store().images().tag(reference("attested:1"), index);
    var client = new RawClient(Path.of(api.address().substring("unix://".length())));
    assertThat(client.ask("GET", "/images/attested:1/attestations"))
        .contains("\"PredicateType\":\"" + type + "\"", statement.digest().toString())
        .doesNotContain("\"Statement\"");
    assertThat(client.ask("GET", "/images/attested:1/attestations?statement=1&type=" + type))
        .contains("\"Statement\":{\"predicateType\"");
    assertThat(client.ask("GET", "/images/attested:1/attestations?type=other")).endsWith("[]");
    assertThat(client.ask("GET", "/images/plain:1/attestations")).endsWith("[]");
    assertThat(client.ask("GET", "/v1.54/images/attested:1/attestations")).contains("404");
    docker("rmi", "attested:1");
    docker("rmi", "plain:1");
  }

  private static ImageReference reference(String name) {
    return ImageReference.parse(name).withDefaultTag();
  }

  private Descriptor blob(String mediaType, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Blobs.Writer writer = api.store().blobs().write()) {
      writer.write(bytes);
      return new Descriptor(mediaType, writer.commit(), bytes.length);
    }
  }

  @Test
  void namesGoOneByOneAndTheImageWithTheLast() throws Exception {
    image("removed:1");
    docker("tag", "removed:1", "removed:2");
    assertThat(docker("rmi", "removed:1")).isEqualTo("Untagged: removed:1");
    assertThat(docker("rmi", "removed:2")).contains("Untagged: removed:2");
    assertThat(docker.run(folder, "rmi", "removed:2").output()).contains("No such image");
  }

  @Test
  void archivesGoOutAndComeBack() throws Exception {
    image("saved:1");
    String id = docker("images", "-q", "--no-trunc", "saved:1");
    Path archive = folder.resolve("saved.tar");
    docker("save", "-o", archive.toString(), "saved:1");
    docker("rmi", "saved:1");
    assertThat(docker("load", "-i", archive.toString())).isEqualTo("Loaded image: saved:1");
    assertThat(docker("images", "-q", "--no-trunc", "saved:1")).isEqualTo(id);
  }

  @Test
  void imagesGoToARegistryAndComeBack() throws Exception {
    startRegistry();
    String name = "localhost:" + port + "/pushed:1";
    image(name);
    String id = docker("images", "-q", "--no-trunc", name);
    assertThat(docker("push", name))
        .contains("The push refers to repository", "1: digest: sha256:");
    docker("rmi", name);
    assertThat(docker("pull", name))
        .contains("Pulling from pushed", "Digest: sha256:", "Downloaded newer image");
    assertThat(docker("pull", name)).contains("Image is up to date");
    assertThat(docker("images", "-q", "--no-trunc", name)).isEqualTo(id);
    Outcome absent = docker.run(folder, "pull", "localhost:" + port + "/absent");
    assertThat(absent.code()).isNotZero();
    assertThat(docker.run(folder, "push", "localhost:" + port + "/nowhere:1").output())
        .contains("does not exist");
    assertThat(docker("search", "localhost:" + port + "/push")).contains("pushed");
  }

  private void startRegistry() throws IOException, InterruptedException {
    Path program = Path.of("/usr/bin/docker-registry");
    assumeTrue(Files.exists(program), "docker-registry is not installed");
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path settings = folder.resolve("registry.yml");
    Files.writeString(
        settings,
        """
        version: 0.1
        log: { level: error }
        storage: { filesystem: { rootdirectory: %s } }
        http: { addr: 127.0.0.1:%d }
        """
            .formatted(folder.resolve("registry"), port));
    registry =
        new ProcessBuilder(program.toString(), "serve", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("registry.log").toFile())
            .start();
    for (int i = 0; i < 100; i++) {
      try (var _ = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("the registry does not start");
  }
}
