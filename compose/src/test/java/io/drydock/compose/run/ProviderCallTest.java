package io.drydock.compose.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that run services in place of containers, as real scripts. */
class ProviderCallTest {
  private static final String FILE =
      """
      name: shop
      services:
        db:
          provider: {type: cloud, options: {size: small, zone: [a, b]}}
        api: {image: b, depends_on: [db]}
      """;

  @TempDir private Path folder;

  private Project project(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("cloud"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.of("compose.yaml", FILE)),
            folder.toString(),
            folder,
            new LinkedHashMap<>(Map.of("PATH", folder + ":/usr/bin:/bin")),
            "",
            false,
            LoadOptions.DEFAULT));
  }

  private static Service db(Project project) {
    return Objects.requireNonNull(project.services().get("db"));
  }

  @Test
  void itsVariablesGoToTheServicesThatDependOnItWithItsNameBeforeThem() throws Exception {
    Project project =
        project(
            """
            [ "$2" = metadata ] && exit 1
            echo "$@" >arguments
            echo '{"type": "info", "message": "making it"}'
            echo '{"type": "setenv", "message": "URL=http://db"}'
            echo '{"type": "rawsetenv", "message": "REGION=x=y"}'
            """);
    var events = new ConcurrentLinkedQueue<ProjectEvent>();

    Map<String, Map<String, String>> variables =
        new ProviderCall(project, events::add).call(db(project), "up");

    assertThat(variables).isEqualTo(Map.of("api", Map.of("DB_URL", "http://db", "REGION", "x=y")));
    assertThat(Files.readString(folder.resolve("arguments")))
        .isEqualTo("compose --project-name=shop up --size=small --zone=a --zone=b db\n");
    assertThat(events).extracting(ProjectEvent::message).contains("making it");
  }

  @Test
  void onlyOptionsThatItsMetadataKnowsAreGivenAndRequiredOnesHaveToBeThere() throws Exception {
    Project project =
        project(
            """
            if [ "$2" = metadata ]; then
              echo '{"description": "x", "up": {"parameters": [{"name": "size"}]},'
              echo '"down": {"parameters": [{"name": "force", "required": true}]}}'
              exit
            fi
            echo "$@" >arguments
            """);
    var call = new ProviderCall(project, ProjectListener.SILENT);

    call.call(db(project), "up");
    assertThat(Files.readString(folder.resolve("arguments")))
        .isEqualTo("compose --project-name=shop up --size=small db\n");
    assertThatThrownBy(() -> call.call(db(project), "down"))
        .hasMessage("required parameter \"force\" is missing from provider \"cloud\" definition");
    assertThat(call.call(db(project), "stop")).as("it does not know stop").isEmpty();
  }

  @Test
  void whatItSaysWentWrongIsTheError() throws Exception {
    Project project = project("echo '{\"type\": \"error\", \"message\": \"no such zone\"}'\n");

    assertThatThrownBy(
            () -> new ProviderCall(project, ProjectListener.SILENT).call(db(project), "up"))
        .isInstanceOf(DrydockException.class)
        .hasMessage("no such zone");
  }
}
