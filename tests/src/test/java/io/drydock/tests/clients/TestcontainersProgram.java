package io.drydock.tests.clients;

import static io.drydock.tests.clients.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.WaitingConsumer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/**
 * What people do with Testcontainers: databases with each wait strategy, networks, files, commands.
 * Needs the images {@code shop/db} and {@code shop/cache}; {@code DOCKER_HOST} names the engine.
 */
public final class TestcontainersProgram {
  private TestcontainersProgram() {}

  public static void main(String[] arguments) throws Exception {
    step("the database answers after its log says so", TestcontainersProgram::databaseByLog);
    step("the database answers when it is healthy", TestcontainersProgram::databaseByHealth);
    step("the cache answers on its port", TestcontainersProgram::cacheByPort);
    step("containers meet in a network by alias", TestcontainersProgram::network);
    step("files go in and come out", TestcontainersProgram::files);
    step("output is followed", TestcontainersProgram::output);
    step("an image is built from a Dockerfile in code", TestcontainersProgram::image);
    step("a container that fails to start shows its log", TestcontainersProgram::failing);
    step("nothing of it runs any more", TestcontainersProgram::nothingLeft);
  }

  private static GenericContainer<?> database() {
    return new GenericContainer<>("shop/db")
        .withEnv("DB_PASSWORD", "secret")
        .withExposedPorts(5432)
        .withLabel("io.drydock.test", "clients");
  }

  private static void databaseByLog() throws Exception {
    try (var database = database()) {
      database.waitingFor(
          Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
              .withStartupTimeout(Duration.ofMinutes(1)));
      database.start();
      query(database);
    }
  }

  private static void databaseByHealth() throws Exception {
    try (var database = database()) {
      database.waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(1)));
      database.start();
      assertThat(database.isHealthy()).isTrue();
      query(database);
      assertThat(
              database
                  .execInContainer("psql", "-h", "/tmp", "-U", "shop", "-Atc", "SELECT 42")
                  .getStdout())
          .isEqualTo("42\n");
    }
  }

  private static void query(GenericContainer<?> database) throws Exception {
    String url =
        "jdbc:postgresql://%s:%d/shop".formatted(database.getHost(), database.getMappedPort(5432));
    try (var connection = DriverManager.getConnection(url, "shop", "secret");
        var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT 6 * 7")) {
      assertThat(result.next()).isTrue();
      assertThat(result.getInt(1)).isEqualTo(42);
    }
  }

  private static void cacheByPort() throws Exception {
    try (var cache = new GenericContainer<>("shop/cache").withExposedPorts(6379)) {
      cache.waitingFor(Wait.forListeningPort());
      cache.start();
      assertThat(ping(cache.getHost(), cache.getMappedPort(6379))).isEqualTo("+PONG");
    }
  }

  private static String ping(String host, int port) throws IOException {
    try (var socket = new Socket(host, port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
    }
  }

  private static void network() throws Exception {
    try (Network network = Network.newNetwork();
        var cache =
            new GenericContainer<>("shop/cache").withNetwork(network).withNetworkAliases("store");
        var client =
            new GenericContainer<>("shop/cache")
                .withNetwork(network)
                .withCommand("sleep", "600")
                .dependsOn(cache)) {
      client.start();
      var answer = client.execInContainer("redis-cli", "-h", "store", "set", "key", "value");
      assertThat(answer.getStdout()).isEqualTo("OK\n");
      assertThat(client.execInContainer("redis-cli", "-h", "store", "get", "key").getStdout())
          .isEqualTo("value\n");
      var wrong = client.execInContainer("sh", "-c", "echo no >&2; exit 3");
      assertThat(wrong.getExitCode()).isEqualTo(3);
      assertThat(wrong.getStderr()).isEqualTo("no\n");
    }
  }

  private static void files() throws Exception {
    Path folder = Files.createTempDirectory("drydock-clients");
    Path file = Files.writeString(folder.resolve("in.txt"), "from the host");
    try (var container =
        new GenericContainer<>("busybox")
            .withCommand("sleep", "600")
            .withCopyFileToContainer(MountableFile.forHostPath(file), "/data/in.txt")
            .withFileSystemBind(folder.toString(), "/bound", BindMode.READ_ONLY)
            .withTmpFs(Map.of("/scratch", "rw,size=1m"))) {
      container.start();
      container.copyFileToContainer(Transferable.of("made in memory"), "/data/memory.txt");
      assertThat(container.execInContainer("cat", "/data/in.txt", "/data/memory.txt").getStdout())
          .isEqualTo("from the hostmade in memory");
      Path back = folder.resolve("back.txt");
      container.copyFileFromContainer("/data/memory.txt", back.toString());
      assertThat(back).hasContent("made in memory");
      assertThat(container.execInContainer("cat", "/bound/in.txt").getStdout())
          .isEqualTo("from the host");
      assertThat(container.execInContainer("touch", "/bound/x").getExitCode()).isNotZero();
    } finally {
      for (Path each : List.of(folder.resolve("back.txt"), file, folder)) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static void output() throws Exception {
    var lines = new WaitingConsumer();
    try (var container =
        new GenericContainer<>("busybox")
            .withCommand(
                "sh",
                "-c",
                "for i in 1 2 3; do echo line $i; done; sleep 1; echo odd >&2; sleep 600")
            .withLogConsumer(lines)) {
      container.start();
      lines.waitUntil(frame -> frame.getUtf8String().contains("line 3"), 20, TimeUnit.SECONDS);
      lines.waitUntil(frame -> frame.getUtf8String().contains("odd"), 20, TimeUnit.SECONDS);
      assertThat(container.getLogs()).contains("line 1\nline 2\nline 3\n").contains("odd");
    }
  }

  private static void image() throws Exception {
    var image =
        new ImageFromDockerfile("clients/built", true)
            .withFileFromString("hello.txt", "hello")
            .withDockerfileFromBuilder(builder ->
                builder
                    .from("busybox")
                    .copy("hello.txt", "/hello.txt")
                    .run("echo more >> /hello.txt")
                    .cmd("sleep", "600")
                    .build());
    try (var container = new GenericContainer<>(image)) {
      container.start();
      assertThat(container.execInContainer("cat", "/hello.txt").getStdout())
          .isEqualTo("hellomore\n");
    }
  }

  private static void failing() {
    try (var container =
        new GenericContainer<>("busybox")
            .withCommand("sh", "-c", "echo the reason; exit 7")
            .waitingFor(Wait.forLogMessage("never", 1).withStartupTimeout(Duration.ofSeconds(5)))) {
      assertThatThrownBy(container::start).isInstanceOf(ContainerLaunchException.class);
    }
  }

  private static void nothingLeft() {
    DockerClient client = DockerClientFactory.lazyClient();
    assertThat(
            client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(
                    Map.of("org.testcontainers.sessionId", DockerClientFactory.SESSION_ID))
                .exec())
        .allMatch(each -> each.getImage().contains("reaper"));
  }
}
