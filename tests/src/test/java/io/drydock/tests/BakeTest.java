package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bake from outside: several targets by one call, what they share, and what goes wrong. */
class BakeTest {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  @TempDir static Path folder;
  private static Drydock drydock = new Drydock(Path.of("/nonexistent"));

  @TempDir Path project;

  @BeforeAll
  static void useAStore() {
    drydock = new Drydock(folder.resolve("store"));
  }

  @BeforeEach
  void writeContexts() throws IOException {
    for (String each : List.of("lib", "app")) {
      Path context = Files.createDirectories(project.resolve(each));
      Files.writeString(context.resolve("file"), each + "\n");
      Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /" + each + "\n");
    }
  }

  private Drydock.Outcome bake(String definition, String... words) throws IOException {
    return bake(definition, Map.of(), words);
  }

  private Drydock.Outcome bake(String definition, Map<String, String> environment, String... words)
      throws IOException {
    Files.writeString(project.resolve("docker-bake.hcl"), definition);
    var all = new ArrayList<>(List.of("bake", "--progress=plain"));
    all.addAll(List.of(words));
    return drydock.run(project, "", environment, all.toArray(String[]::new));
  }

  @Test
  void aTargetIsBuiltOnAnotherAndEachGetsWhatItAsksFor() throws IOException {
    Drydock.Outcome outcome =
        bake(
            """
            group "default" { targets = ["app", "files-a", "files-b"] }
            target "lib" { context = "lib" }
            target "app" {
              context = "app"
              contexts = { base = "target:lib" }
              dockerfile-inline = <<EOT
            FROM base
            COPY file /app
            COPY --from=base /lib /copy
            EOT
              tags = ["baked/app:1"]
              output = ["type=image", "type=local,dest=out"]
            }
            target "files" {
              name = "files-${kind}"
              matrix = { kind = ["a", "b"] }
              context = "lib"
              args = { KIND = kind }
              dockerfile-inline = "FROM scratch\\nARG KIND\\nCOPY file /$KIND"
              output = ["type=local,dest=out-${kind}"]
            }
            """);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(project.resolve("out/app")).hasContent("app\n");
    assertThat(project.resolve("out/lib")).hasContent("lib\n");
    assertThat(project.resolve("out/copy")).hasContent("lib\n");
    assertThat(project.resolve("out-a/a")).hasContent("lib\n");
    assertThat(project.resolve("out-b/b")).hasContent("lib\n");
    assertThat(outcome.err()).contains("[lib 1/1] COPY file /lib").contains("target app:");
    assertThat(drydock.run("images").out()).contains("baked/app");
  }

  @Test
  void whatTargetsShareIsDoneOnce() throws IOException {
    String target = "  context = \"lib\"\n  output = [\"type=cacheonly\"]\n}\n";
    Drydock.Outcome outcome =
        bake("target \"one\" {\n" + target + "target \"two\" {\n" + target, "one", "two");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.err().lines().filter(each -> each.contains("COPY file /lib")).count())
        .isEqualTo(1);
  }

  @Test
  void settingsAndVariablesChangeWhatIsPrinted() throws IOException {
    String definition =
        """
        variable "TAG" { default = "1" }
        target "default" {
          context = "app"
          tags = ["app:${TAG}"]
        }
        """;
    Drydock.Outcome outcome =
        bake(definition, Map.of("TAG", "2"), "--print", "--set", "*.args.A=$x", "--push");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out())
        .contains("\"app:2\"")
        .contains("\"A\": \"$x\"")
        .contains("\"push\": \"true\"");
    assertThat(bake(definition, "--print", "--var", "TAG=3").out()).contains("\"app:3\"");
    assertThat(bake(definition, "--list=variables").out()).contains("TAG");
    assertThat(bake(definition, "--list=type=targets,format=json").out())
        .contains("\"name\": \"default\"");
  }

  @Test
  void aFailureNamesItsTarget() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "RUN needs root");
    assumeTrue(Files.isExecutable(BUSYBOX), "RUN needs the package busybox-static");
    Files.copy(BUSYBOX.toRealPath(), project.resolve("lib/busybox"));
    Drydock.Outcome outcome =
        bake(
            """
            group "default" { targets = ["good", "bad"] }
            target "good" { context = "app" }
            target "bad" {
              context = "lib"
              dockerfile-inline = <<EOT
            FROM scratch
            COPY busybox /
            RUN ["/busybox", "false"]
            EOT
            }
            """);
    assertThat(outcome.code()).as(outcome.all()).isEqualTo(1);
    assertThat(outcome.err()).contains("ERROR: target bad: ").contains("[bad 2/2] RUN");
  }

  @Test
  void mistakesInTheFileAreShownWithTheirLine() throws IOException {
    Drydock.Outcome outcome = bake("target \"default\" {\n  tgs = [\"a\"]\n}\n");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("docker-bake.hcl:2:3")
        .contains("2 | >>>   tgs = [\"a\"]")
        .contains("Did you mean tags?");
    Drydock.Outcome missing = bake("target \"web\" {}\n", "wbe");
    assertThat(missing.err()).contains("failed to find target wbe").contains("Did you mean web?");
  }

  @Test
  void whatReachesOutOfTheProjectHasToBeAllowed() throws IOException {
    String definition =
        "target \"default\" {\n  context = \"../\"\n  dockerfile-inline = \"FROM scratch\"\n}\n";
    Path inner = Files.createDirectories(project.resolve("inner"));
    Files.writeString(inner.resolve("docker-bake.hcl"), definition);
    Drydock.Outcome refused = drydock.run(inner, "", Map.of(), "bake");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("--allow=fs.read=" + project.toRealPath());
    Drydock.Outcome allowed =
        drydock.run(inner, "", Map.of(), "bake", "--allow=fs.read=..", "--progress=plain");
    assertThat(allowed.code()).as(allowed.all()).isZero();
  }

  @Test
  void composeFilesAreBakedToo() throws IOException {
    Files.writeString(
        project.resolve("compose.yaml"),
        """
        services:
          app:
            image: composed/app:${TAG:-none}
            build: ./app
        """);
    Files.writeString(project.resolve(".env"), "TAG=env\n");
    Drydock.Outcome outcome = drydock.run(project, "", Map.of(), "buildx", "bake", "--print");
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("composed/app:env");
  }
}
