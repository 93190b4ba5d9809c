package io.drydock.api.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import io.drydock.api.BuildApi;
import io.drydock.api.DockerClients;
import io.drydock.api.DockerClients.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Docker's own buildx, bake, compose and classic client build with this API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerClientsTest {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  @TempDir static Path folder;
  private BuildApi api;
  private DockerClients docker;

  @BeforeAll
  void start() throws Exception {
    assumeTrue(isRoot(), "steps run in namespaces, which needs root here");
    assumeTrue(Files.exists(BUSYBOX), "busybox-static is not installed");
    api = new BuildApi(Files.createDirectories(folder.resolve("engine")));
    docker = DockerClients.at(api.address(), folder.resolve("config"));
    Path base = context("base", "FROM scratch\nCOPY busybox /bin/busybox\n");
    Files.copy(BUSYBOX, base.resolve("busybox"));
    docker.run(base, "build", "-t", "base", ".").succeeded();
  }

  @AfterAll
  void stop() {
    if (api != null) {
      api.close();
    }
  }

  private static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
  }

  private Path context(String name, String dockerfile) throws IOException {
    Path context = Files.createDirectories(folder.resolve(name));
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    return context;
  }

  @Test
  void buildxGivesFilesArgumentsAndSecretsAndGetsProgress() throws Exception {
    Path context =
        context(
            "full",
            """
            FROM base AS build
            ARG WHO
            RUN --mount=type=secret,id=token ["/bin/busybox", "sh", "-c", \
                "echo hello $WHO; /bin/busybox wc -c </run/secrets/token"]
            COPY . /src/
            RUN ["/bin/busybox", "ls", "/src"]
            """);
    Files.writeString(context.resolve(".dockerignore"), "secret.txt\n");
    Files.writeString(context.resolve("kept.txt"), "kept");
    Files.writeString(context.resolve("secret.txt"), "12345");
    Outcome built =
        docker
            .run(
                context,
                "build",
                "--secret",
                "id=token,src=secret.txt",
                "--build-arg",
                "WHO=you",
                "-t",
                "full:1",
                ".")
            .succeeded();
    assertThat(built.output())
        .contains("hello you", " 5\n", "kept.txt", "exporting to image")
        .doesNotContain(" secret.txt");
    assertThat(docker.run(context, "images", "-q", "full:1").output()).hasSize(13);
  }

  @Test
  void onlyChangedFilesAreSentAgain() throws Exception {
    Path context = context("changed", "FROM scratch\nCOPY . /src/\n");
    Files.write(context.resolve("big"), new byte[3_000_000]);
    docker.run(context, "build", "-t", "changed", ".").succeeded();
    Files.writeString(context.resolve("small"), "small");
    Files.createDirectory(context.resolve("sub"));
    Files.writeString(context.resolve("sub/gone"), "gone");
    String second = docker.run(context, "build", "-t", "changed", ".").succeeded().output();
    assertThat(second).contains("transferring 9B").doesNotContain("MB");
    Files.delete(context.resolve("sub/gone"));
    Files.delete(context.resolve("sub"));
    Path out = folder.resolve("changed-out");
    docker.run(context, "build", "-o", out.toString(), ".").succeeded();
    assertThat(out.resolve("src/big")).hasSize(3_000_000);
    assertThat(out.resolve("src/small")).hasContent("small");
    assertThat(out.resolve("src/sub")).doesNotExist();
  }

  @Test
  void resultsComeAsArchivesAndFiles() throws Exception {
    Path context = context("outputs", "FROM scratch\nCOPY file link /dir/\n");
    Files.writeString(context.resolve("file"), "content");
    Files.createSymbolicLink(context.resolve("link"), Path.of("file"));
    for (String type : new String[] {"tar", "oci", "docker"}) {
      Path archive = folder.resolve(type + ".tar");
      docker.run(context, "build", "-o", "type=" + type + ",dest=" + archive, ".").succeeded();
      assertThat(Files.size(archive)).isGreaterThan(1024);
    }
    docker.run(context, "load", "-i", folder.resolve("docker.tar").toString()).succeeded();
    Path local = folder.resolve("local");
    docker.run(context, "build", "-o", local.toString(), ".").succeeded();
    assertThat(local.resolve("dir/file")).hasContent("content");
  }

  @Test
  void bakeBuildsTargetsFromTargets() throws Exception {
    Path context = Files.createDirectories(folder.resolve("bake"));
    Files.writeString(context.resolve("own"), "of the target");
    Files.writeString(
        context.resolve("docker-bake.hcl"),
        """
        target "below" {
          dockerfile-inline = "FROM base\\nRUN [\\"/bin/busybox\\", \\"touch\\", \\"/made\\"]"
        }
        target "default" {
          contexts = { below = "target:below" }
          dockerfile-inline = "FROM below\\nCOPY own /own\\nRUN [\\"/bin/busybox\\", \\"ls\\", \\"/\\"]"
          tags = ["baked:1"]
        }
        """);
    Outcome baked = docker.run(context, "buildx", "bake").succeeded();
    assertThat(baked.output()).contains("made", "own");
    assertThat(docker.run(context, "images", "-q", "baked:1").output()).hasSize(13);
  }

  @Test
  void bakeReadsDefinitionsThatAreElsewhere() throws Exception {
    Path repository = folder.resolve("elsewhere");
    Files.createDirectories(repository.resolve("sub"));
    Files.writeString(
        repository.resolve("docker-bake.hcl"),
        """
        target "default" {
          context = "sub"
          tags = ["elsewhere:1"]
        }
        target "inline" {
          dockerfile-inline = "FROM base"
          tags = ["elsewhere:2"]
        }
        """);
    Files.writeString(repository.resolve("sub/Dockerfile"), "FROM base\nCOPY file /file\n");
    Files.writeString(repository.resolve("sub/file"), "of the repository");
    git(repository, "init", "-q");
    git(repository, "add", ".");
    git(repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
    git(folder, "clone", "-q", "--bare", repository.toString(), repository + ".git");
    git(folder.resolve("elsewhere.git"), "update-server-info");
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.toRealPath(),
            OutputLevel.NONE);
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere";
      docker.run(folder, "buildx", "bake", url + ".git").succeeded();
      docker.run(folder, "buildx", "bake", url + "/docker-bake.hcl", "inline").succeeded();
    } finally {
      server.stop(0);
    }
    assertThat(docker.run(folder, "images", "-q", "elsewhere").output()).hasLineCount(2);
  }

  private static void git(Path directory, String... words) throws Exception {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process git = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
    assertThat(git.waitFor()).as(String.join(" ", command)).isZero();
  }

  @Test
  void composeBuildsItsServices() throws Exception {
    Path context =
        context("compose", "FROM base\nARG A\nRUN [\"/bin/busybox\", \"echo\", \"ok\"]\n");
    Files.writeString(
        context.resolve("compose.yaml"),
        """
        services:
          web:
            build: { context: ., args: { A: b } }
            image: composed/web
        """);
    docker.run(context, "compose", "build").succeeded();
    assertThat(docker.run(context, "images", "-q", "composed/web").output()).hasSize(13);
  }

  @Test
  void failedCommandsAreShownWithTheirOutput() throws Exception {
    Path context =
        context(
            "failing",
            "FROM base\nRUN [\"/bin/busybox\", \"sh\", \"-c\", \"echo words; exit 7\"]\n");
    Outcome failed = docker.run(context, "build", ".");
    assertThat(failed.code()).isNotZero();
    assertThat(failed.output())
        .contains("words", "exit code: 7", "Dockerfile:2\n", "   2 | >>> RUN [\"/bin/busybox\"");
    Outcome classic = docker.run(context, Map.of("DOCKER_BUILDKIT", "0"), "build", ".");
    assertThat(classic.code()).isEqualTo(7);
    assertThat(classic.output()).contains("words", "returned a non-zero code: 7");
  }

  @Test
  void errorsShowTheirPlaceInTheDockerfileThatTheyAreOf() throws Exception {
    Path unread = context("unread", "FROM base\n\nRUNN words\n");
    assertThat(docker.run(unread, "build", ".").output())
        .contains("   3 | >>> RUNN words", "unknown instruction: RUNN");
    Path baked = Files.createDirectories(folder.resolve("failing-bake"));
    Files.writeString(
        baked.resolve("docker-bake.hcl"),
        """
        target "below" {
          dockerfile-inline = "FROM base\\nRUN [\\"/bin/busybox\\", \\"false\\"]"
        }
        target "default" {
          contexts = { below = "target:below" }
          dockerfile-inline = "FROM below\\nRUN [\\"/bin/busybox\\", \\"true\\"]"
        }
        """);
    assertThat(docker.run(baked, "buildx", "bake").output())
        .contains("   2 | >>> RUN [\"/bin/busybox\", \"false\"]");
  }

  @Test
  void buildxAsksAboutBuildsInsteadOfBuilding() throws Exception {
    Path context =
        context(
            "asked",
            """
            FROM base AS first
            ARG WHO=you
            RUN --mount=type=secret,id=token,required ["/bin/busybox", "true"]
            FROM scratch as second
            COPY --from=first /bin /
            """);
    assertThat(ask(context, "targets")).contains("first", "second (default)");
    assertThat(ask(context, "outline", "--target", "first"))
        .containsPattern("WHO +you")
        .containsPattern("token +true");
    assertThat(ask(context, "outline,format=json")).contains("\"name\": \"second\"");
    assertThat(ask(context, "lint")).contains("WARNING: FromAsCasing", "   4 | >>> FROM scratch");
    assertThat(ask(context, "subrequests.describe")).containsPattern("lint +1.0.0");
    assertThat(ask(context, "nonsense")).contains("unsupported request frontend.nonsense");
  }

  private String ask(Path context, String question, String... more) throws Exception {
    var arguments = new ArrayList<>(List.of("buildx", "build", "--print=" + question));
    arguments.addAll(List.of(more));
    arguments.add(".");
    return docker
        .run(context, Map.of("BUILDX_EXPERIMENTAL", "1"), arguments.toArray(String[]::new))
        .output();
  }

  @Test
  void theClassicClientBuildsToo() throws Exception {
    Path context = context("classic", "FROM base\nCOPY f /f\nLABEL a=b\n");
    Files.writeString(context.resolve("f"), "f");
    Outcome built =
        docker
            .run(
                context,
                Map.of("DOCKER_BUILDKIT", "0"),
                "build",
                "--label",
                "c=d",
                "-t",
                "classic:1",
                ".")
            .succeeded();
    assertThat(built.output()).contains("Step 1/2 : FROM", "Successfully built", "classic:1");
    String labels =
        docker.run(context, "inspect", "-f", "{{json .Config.Labels}}", "classic:1").output();
    assertThat(labels.strip()).isEqualTo("{\"a\":\"b\",\"c\":\"d\"}");
  }
}
