package io.drydock.composefile.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.core.DrydockException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectSourceTest {
  @TempDir private Path root;
  private final List<String> warnings = new ArrayList<>();

  @Test
  void findsTheFileAndTheOneOverItHere() throws IOException {
    write("compose.yaml", "compose.override.yaml");

    ProjectSource source = find(ProjectOptions.NONE, Map.of());

    assertThat(names(source)).containsExactly("compose.yaml", "compose.override.yaml");
    assertThat(source.workingDirectory()).isEqualTo(root);
    assertThat(warnings).isEmpty();
  }

  @Test
  void findsTheFileInAParentFolderAndStartsThere() throws IOException {
    write("docker-compose.yml", "docker-compose.override.yml", "a/b/.keep");

    ProjectSource source = find(ProjectOptions.NONE, Map.of(), root.resolve("a/b"));

    assertThat(names(source))
        .containsExactly(root + "/docker-compose.yml", root + "/docker-compose.override.yml");
    assertThat(source.workingDirectory()).isEqualTo(root);
  }

  @Test
  void saysWhichOfSeveralFilesItTakes() throws IOException {
    write("compose.yaml", "docker-compose.yml");

    assertThat(names(find(ProjectOptions.NONE, Map.of()))).containsExactly("compose.yaml");
    assertThat(warnings)
        .containsExactly(
            "Found multiple config files with supported names: %s/compose.yaml, %s/docker-compose.yml"
                .formatted(root, root),
            "Using " + root + "/compose.yaml");
  }

  @Test
  void takesNamedFilesWithPathsFromTheFolderOfTheFirst() throws IOException {
    write("compose.yaml", "compose.override.yaml", "app/base.yaml", "local.yaml");

    ProjectSource source =
        find(ProjectOptions.NONE.withFiles("app/base.yaml", "local.yaml"), Map.of());

    assertThat(names(source)).containsExactly("app/base.yaml", "local.yaml");
    assertThat(source.workingDirectory()).isEqualTo(root.resolve("app"));
  }

  @Test
  void takesTheFilesOfAVariableWithItsSeparator() {
    Map<String, String> colons = Map.of("COMPOSE_FILE", "app/a.yaml:b.yaml");
    Map<String, String> commas =
        Map.of("COMPOSE_FILE", "a:b.yaml,c.yaml", "COMPOSE_PATH_SEPARATOR", ",");

    assertThat(names(find(ProjectOptions.NONE, colons))).containsExactly("app/a.yaml", "b.yaml");
    assertThat(names(find(ProjectOptions.NONE, commas))).containsExactly("a:b.yaml", "c.yaml");
    assertThat(names(find(ProjectOptions.NONE.withFiles("x.yaml"), commas)))
        .containsExactly("x.yaml");
  }

  @Test
  void takesTheFilesThatTheEnvFileNames() throws IOException {
    write("compose.yaml");
    Files.writeString(root.resolve(".env"), "COMPOSE_FILE=a.yaml:b.yaml\nCOMPOSE_PROFILES=x, y\n");

    ProjectSource source = find(ProjectOptions.NONE, Map.of());

    assertThat(names(source)).containsExactly("a.yaml", "b.yaml");
    assertThat(source.profiles()).containsExactly("x", "y");
  }

  @Test
  void readsStandardInputOnceForADash() {
    ProjectSource source = find(ProjectOptions.NONE.withFiles("-"), Map.of());

    assertThat(source.files()).containsExactly(ComposeFile.of("-", "services: {}"));
    assertThat(source.workingDirectory()).isEqualTo(root);
  }

  @Test
  void setsVariablesFromEnvFilesThatTheCallerHasNot() throws IOException {
    write("app/compose.yaml");
    Files.writeString(root.resolve(".env"), "A=here\nB=here\nC=here\n");
    Files.writeString(root.resolve("app/.env"), "B=there\nD=$B\n");

    ProjectSource source =
        find(ProjectOptions.NONE.withFiles("app/compose.yaml"), Map.of("A", "caller"));

    assertThat(source.environment())
        .containsEntry("A", "caller")
        .containsEntry("B", "here")
        .containsEntry("C", "here")
        .containsEntry("D", "here");
  }

  @Test
  void readsNamedEnvFilesInsteadOfTheUsualOne() throws IOException {
    write("compose.yaml");
    Files.writeString(root.resolve(".env"), "A=usual\nB=usual\n");
    Files.writeString(root.resolve("one"), "A=1\nX=1\n");
    Files.writeString(root.resolve("two"), "A=2\nY=$X\n");
    var options =
        new ProjectOptions(
            List.of(), Optional.empty(), Optional.empty(), List.of(), List.of("one", "two"));

    for (ProjectSource each :
        List.of(
            find(options, Map.of()),
            find(ProjectOptions.NONE, Map.of("COMPOSE_ENV_FILES", "one,two")))) {
      assertThat(each.environment())
          .containsEntry("A", "2")
          .containsEntry("Y", "1")
          .doesNotContainKey("B");
    }
    assertThat(find(ProjectOptions.NONE, Map.of("COMPOSE_DISABLE_ENV_FILE", "1")).environment())
        .doesNotContainKey("A");
  }

  @Test
  void namesTheProjectAsToldElseByVariableElseByFolder() throws IOException {
    write("My App_1/compose.yaml");
    Path folder = root.resolve("My App_1");
    Map<String, String> variable = Map.of("COMPOSE_PROJECT_NAME", "bar");
    var options =
        new ProjectOptions(List.of(), Optional.empty(), Optional.of("foo"), List.of(), List.of());

    assertThat(find(options, variable, folder).fixedName()).contains("foo");
    assertThat(find(ProjectOptions.NONE, variable, folder).fixedName()).contains("bar");
    var request = find(ProjectOptions.NONE, Map.of(), folder).request(LoadOptions.DEFAULT);
    assertThat(request.projectName()).isEqualTo("myapp_1");
    assertThat(request.nameIsFixed()).isFalse();
  }

  @Test
  void refusesANameThatNoProjectCanHave() {
    assertThatThrownBy(() -> find(ProjectOptions.NONE, Map.of("COMPOSE_PROJECT_NAME", "My-App")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            error -> {
              assertThat(error).hasMessageStartingWith("invalid project name \"My-App\"");
              assertThat(error.hint()).contains("use my-app");
            });
  }

  @Test
  void saysWhereItLookedWhenThereIsNoFile() {
    ProjectSource source = find(ProjectOptions.NONE, Map.of());

    assertThatThrownBy(() -> source.request(LoadOptions.DEFAULT))
        .isInstanceOf(DrydockException.class)
        .hasMessage("no configuration file provided: not found");
    assertThat(source.files()).isEmpty();
  }

  private ProjectSource find(ProjectOptions options, Map<String, String> environment) {
    return find(options, environment, root);
  }

  private ProjectSource find(
      ProjectOptions options, Map<String, String> environment, Path directory) {
    var input = new ByteArrayInputStream("services: {}".getBytes(StandardCharsets.UTF_8));
    return ProjectSource.find(
        options, new Surroundings(directory, environment, input, warnings::add));
  }

  private static List<String> names(ProjectSource source) {
    return source.files().stream().map(ComposeFile::name).toList();
  }

  private void write(String... files) throws IOException {
    for (String each : files) {
      Files.createDirectories(root.resolve(each).getParent());
      Files.createFile(root.resolve(each));
    }
  }
}
