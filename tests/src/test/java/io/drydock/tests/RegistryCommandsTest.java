package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for images, against a real registry with passwords. */
class RegistryCommandsTest {
  /** Alice's password is {@code secret}. */
  private static final String USERS =
      "alice:$2y$05$QsEp9be..GaOlc.eE4Uh6.dq7GH8k8QUnooYEMgmsoXQbzYiBFpg2\n";

  @TempDir Path directory;
  private Process registry;
  private String domain;
  private Drydock drydock;

  @BeforeEach
  void start() throws Exception {
    Path program = Path.of("/usr/bin/docker-registry");
    Assumptions.assumeTrue(Files.isExecutable(program), "package docker-registry is not installed");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    domain = "127.0.0.1:" + port;
    Path users = Files.writeString(directory.resolve("users"), USERS);
    Path config =
        Files.writeString(
            directory.resolve("registry.yml"),
            """
            version: 0.1
            log: {level: warn}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: %s}
            auth: {htpasswd: {realm: test, path: %s}}
            """
                .formatted(directory.resolve("data"), domain, users));
    registry =
        new ProcessBuilder(List.of(program.toString(), "serve", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    await(port);
    drydock = new Drydock(directory.resolve("store"));
  }

  private static void await(int port) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
  }

  @AfterEach
  void stop() {
    if (registry != null) {
      registry.destroy();
    }
  }

  private Drydock.Outcome run(String input, String... words) {
    return drydock.run(
        directory, input, Map.of("DOCKER_CONFIG", directory.resolve("config").toString()), words);
  }

  private String ok(String... words) {
    Drydock.Outcome outcome = run("", words);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome.out();
  }

  @Test
  void anImageGoesOverTheRegistryAndBack() throws IOException {
    Files.writeString(
        directory.resolve("Dockerfile"), "FROM scratch\nCOPY Dockerfile /d\nCMD [\"/d\"]\n");
    String name = domain + "/team/app:v1";
    ok("build", "-q", "-t", name, directory.toString());

    Drydock.Outcome refused = run("", "push", name);
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("no basic auth credentials", "drydock login " + domain);
    Drydock.Outcome wrong = run("guess", "login", "-u", "alice", "--password-stdin", domain);
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("unauthorized");
    assertThat(run("secret\n", "login", "-u", "alice", "--password-stdin", domain).out())
        .isEqualTo("Login Succeeded\n");

    String pushed = ok("push", name);
    assertThat(pushed)
        .startsWith("The push refers to repository [" + domain + "/team/app]\n")
        .containsPattern("(?m)^[0-9a-f]{12}: Pushed$")
        .containsPattern("v1: digest: sha256:[0-9a-f]{64} size: \\d+\n$");
    String id = ok("images", "-q", "--no-trunc").strip();
    assertThat(ok("rmi", name))
        .startsWith("Untagged: " + name + "\nUntagged: " + domain + "/team/app@sha256:")
        .contains("Deleted: " + id);
    assertThat(ok("images", "-q")).isEmpty();

    drydock = new Drydock(directory.resolve("other-store")); // Nothing cached keeps a layer here.
    String pulled = ok("pull", name);
    assertThat(pulled)
        .startsWith("v1: Pulling from team/app\n")
        .containsPattern("(?m)^[0-9a-f]{12}: Pull complete$")
        .endsWith("Status: Downloaded newer image for " + name + "\n" + name + "\n");
    assertThat(ok("images", "-q", "--no-trunc").strip()).isEqualTo(id);
    assertThat(ok("pull", name)).contains("Status: Image is up to date for " + name);
    assertThat(ok("inspect", "-f", "{{json .Config.Cmd}} {{len .RootFS.Layers}}", name))
        .isEqualTo("[\"/d\"] 1\n");
    assertThat(ok("history", name)).startsWith("IMAGE          CREATED");

    Path archive = directory.resolve("app.tar");
    ok("save", "-o", archive.toString(), name);
    ok("rmi", name);
    assertThat(ok("load", "-i", archive.toString())).isEqualTo("Loaded image: " + name + "\n");
    assertThat(ok("system", "check")).endsWith("The store is whole.\n");
    assertThat(ok("logout", domain)).isEqualTo("Removing login credentials for " + domain + "\n");
  }
}
