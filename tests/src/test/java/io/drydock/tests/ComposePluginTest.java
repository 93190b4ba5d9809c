package io.drydock.tests;

import static io.drydock.tests.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Docker's own plugin compose with a project of two services that are built, one of which waits for
 * the other's health: build, up, change, run, scale, down.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposePluginTest {
  private static final String FILE =
      """
      services:
        web:
          build: { context: web, args: { GREETING: hello } }
          depends_on: { db: { condition: service_healthy } }
          environment: { FROM: compose }
          ports: ["127.0.0.1::80"]
          stop_grace_period: 0s
        db:
          build: db
          volumes: [data:/data]
          stop_grace_period: 0s
          healthcheck: { test: [CMD, test, -e, /data/up], interval: 1s, retries: 20 }
      volumes: { data: {} }
      """;

  private static TestEngine engine;
  private static DockerCommand docker;
  private static Path project;

  @BeforeAll
  static void startEngine(@TempDir Path temporary) throws Exception {
    Path plugins = Drydock.home().resolve("target/docker-clients/config/cli-plugins");
    assumeTrue(
        Files.isExecutable(plugins.resolve("docker-compose")),
        "docker's plugins are missing: run tests/docker-clients target/docker-clients");
    engine = TestEngine.start(temporary);
    docker = new DockerCommand(engine.host(), temporary);
    Path own = Files.createDirectories(temporary.resolve("docker-config/cli-plugins"));
    for (String each : List.of("docker-buildx", "docker-compose")) {
      Files.createSymbolicLink(own.resolve(each), plugins.resolve(each));
    }
    project = temporary.resolve("greeter");
    Files.createDirectories(project.resolve("web"));
    Files.createDirectories(project.resolve("db"));
    write("compose.yaml", FILE);
    write(
        "web/Dockerfile",
        """
        FROM busybox
        ARG GREETING
        RUN mkdir /www && echo "$GREETING" >/www/index.html
        CMD ["httpd", "-f", "-p", "80", "-h", "/www"]
        """);
    write(
        "db/Dockerfile",
        """
        FROM busybox
        COPY start.sh /start.sh
        CMD ["sh", "/start.sh"]
        """);
    write("db/start.sh", "echo ready\ntouch /data/up\nexec sleep 1000\n");
  }

  @AfterAll
  static void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  private static void write(String path, String text) throws IOException {
    Files.writeString(project.resolve(path), text);
  }

  /** All that a command of compose printed; it has to succeed. */
  private static String compose(String... words) {
    var command = new ArrayList<>(List.of("compose", "-f", project + "/compose.yaml"));
    command.addAll(List.of(words));
    Drydock.Outcome outcome = docker.run(command.toArray(String[]::new));
    assertThat(outcome.code()).as(String.join(" ", words) + "\n" + outcome.all()).isZero();
    return outcome.all();
  }

  /** The page; empty while nobody serves it. */
  private static String read(URI page) {
    try (InputStream in = page.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  @Order(1)
  void upBuildsAndStartsInTheOrderOfHealth() {
    assertThat(compose("build")).contains("exporting to image");
    assertThat(compose("up", "--build", "-d"))
        .containsSubsequence("greeter-db-1  Healthy", "greeter-web-1  Started");
    URI page = URI.create("http://" + compose("port", "web", "80").strip() + "/index.html");
    await(() -> read(page).equals("hello\n"));
    assertThat(compose("logs")).contains("db-1  | ready");
  }

  @Test
  @Order(2)
  void whatHasNotChangedStays() throws IOException {
    assertThat(compose("up", "-d")).contains("greeter-web-1  Running").doesNotContain("Recreate");
    assertThat(compose("up", "--build", "-d")).doesNotContain("Recreate");
    write("compose.yaml", FILE.replace("hello", "changed"));
    assertThat(compose("up", "--build", "-d"))
        .contains("greeter-db-1  Running", "greeter-web-1  Recreated");
    assertThat(compose("exec", "-T", "web", "cat", "/www/index.html")).isEqualTo("changed\n");
  }

  @Test
  @Order(3)
  void servicesAreRunScaledAndLookedAt() {
    assertThat(compose("run", "--rm", "web", "sh", "-c", "echo of $FROM")).contains("of compose");
    compose("up", "-d", "--scale", "db=2");
    assertThat(compose("ps", "--format", "{{.Name}} {{.State}}"))
        .contains("greeter-db-1 running", "greeter-db-2 running", "greeter-web-1 running");
    assertThat(compose("exec", "-T", "web", "nslookup", "db")).contains("Name:");
    assertThat(compose("top", "web")).contains("httpd");
    assertThat(compose("images")).contains("greeter-web");
    compose("restart", "web");
    compose("pause", "web");
    compose("unpause", "web");
  }

  @Test
  @Order(4)
  void downLeavesNothing() {
    assertThat(compose("down", "-v", "--rmi", "local")).contains("Volume greeter_data  Removed");
    String label = "label=com.docker.compose.project=greeter";
    assertThat(docker.ok("ps", "-aq", "--filter", label)).isEmpty();
    assertThat(docker.ok("volume", "ls", "-q", "--filter", label)).isEmpty();
    assertThat(docker.ok("network", "ls", "-q", "--filter", label)).isEmpty();
    assertThat(docker.ok("images", "-q", "greeter-web")).isEmpty();
  }
}
