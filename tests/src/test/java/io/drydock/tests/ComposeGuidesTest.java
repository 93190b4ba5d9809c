package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Compose files of guides, which are read where they lie, load. */
class ComposeGuidesTest {
  @TempDir Path folder;

  @Test
  void everyProjectOfTheGuidesLoads() throws IOException {
    Path guides = Drydock.home().resolve("../shared/seeds");
    Assumptions.assumeTrue(Files.isDirectory(guides), "there is no folder " + guides);
    Files.writeString(folder.resolve(".env.local"), "FROM_FILE=yes\n");
    var whole = new ArrayList<Project>();
    List<String> texts = GuideProjects.in(guides);
    assertThat(texts).hasSizeGreaterThanOrEqualTo(6);
    for (String each : texts) {
      Project project = load(each, false);
      assertThat(project.services()).as(each).isNotEmpty();
      boolean isWhole =
          project.services().values().stream()
              .allMatch(service -> service.image().isPresent() || service.build().isPresent());
      if (isWhole) {
        whole.add(load(each, true));
      }
    }
    assertThat(whole).hasSizeGreaterThanOrEqualTo(4);
    assertThat(whole).anyMatch(ComposeGuidesTest::appWaitsForTheDatabase);
    assertThat(whole).anyMatch(project -> project.volumes().containsKey("mysql_data"));
  }

  private static boolean appWaitsForTheDatabase(Project project) {
    return project
        .service("app")
        .map(app -> app.life().dependsOn().get("db"))
        .filter(db -> db.condition() == Dependency.Condition.HEALTHY)
        .isPresent();
  }

  private Project load(String text, boolean consistent) {
    LoadOptions all = LoadOptions.DEFAULT;
    var options =
        new LoadOptions(
            true, true, true, true, consistent, true, false, all.profiles(), all.services(), false);
    return Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.of("compose.yaml", text)),
            folder.toString(),
            folder,
            new LinkedHashMap<>(),
            "guide",
            true,
            options));
  }
}
