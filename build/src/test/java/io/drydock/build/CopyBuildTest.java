package io.drydock.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.build.plan.PlanRequest;
import io.drydock.core.DrydockException;
import io.drydock.core.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that only copy: they need neither root nor a sandbox. */
class CopyBuildTest {
  @TempDir Path folder;
  private BuildFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new BuildFixture(folder);
    fixture.file("src/a.txt", "a").file("src/deep/b.txt", "b").file("c.txt", "c");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static final String DOCKERFILE =
      """
      FROM scratch AS one
      COPY src/ /app/
      WORKDIR /app/data
      FROM scratch
      COPY --from=one /app /moved
      COPY c.txt /
      CMD ["/c.txt"]
      """;

  @Test
  void buildsStagesOfCopies() throws IOException {
    BuildResult result = fixture.build(DOCKERFILE);

    assertThat(fixture.listing(result))
        .containsExactly(
            "c.txt FILE 644 0:0",
            "moved DIRECTORY 755 0:0",
            "moved/a.txt FILE 644 0:0",
            "moved/data DIRECTORY 755 0:0",
            "moved/deep DIRECTORY 755 0:0",
            "moved/deep/b.txt FILE 644 0:0");
    assertThat(fixture.read(result, "moved/deep/b.txt")).isEqualTo("b");
    assertThat(result.images().getFirst().config().config().cmd()).contains(List.of("/c.txt"));
    assertThat(result.steps()).isEqualTo(4);
    assertThat(result.cachedSteps()).isZero();
  }

  @Test
  void doesNothingTwice() {
    BuildResult first = fixture.build(DOCKERFILE);
    BuildResult second = fixture.build(DOCKERFILE);

    assertThat(fixture.done()).isEmpty();
    assertThat(second.cachedSteps()).isEqualTo(4);
    assertThat(second.target()).isEqualTo(first.target());
  }

  @Test
  void takesATouchedFileForTheSame() throws IOException {
    BuildResult first = fixture.build(DOCKERFILE);
    Files.setLastModifiedTime(fixture.context.resolve("c.txt"), FileTime.fromMillis(5_000_000));
    BuildResult second = fixture.build(DOCKERFILE);

    assertThat(fixture.done()).isEmpty();
    assertThat(second.target()).isEqualTo(first.target());
  }

  @Test
  void copiesAnEditedFileAgain() throws IOException {
    fixture.build(DOCKERFILE);
    fixture.file("c.txt", "C");
    BuildResult second = fixture.build(DOCKERFILE);

    assertThat(fixture.done()).hasSize(1).first().asString().contains("COPY c.txt");
    assertThat(fixture.read(second, "c.txt")).isEqualTo("C");
  }

  @Test
  void keepsALayerWhoseBaseChangedElsewhere() throws IOException {
    fixture.build(DOCKERFILE);
    fixture.file("src/a.txt", "other");
    fixture.build(DOCKERFILE);

    // Both copies of src are made again, but c.txt lies over another base just as it did.
    assertThat(fixture.done()).hasSize(2).noneMatch(each -> each.contains("c.txt"));
  }

  @Test
  void findsAStageAgainByItsContent() throws IOException {
    fixture.build(DOCKERFILE);
    fixture.file("src/more", "x");
    fixture.build(DOCKERFILE);
    Files.delete(fixture.context.resolve("src/more"));
    fixture.build(DOCKERFILE);

    assertThat(fixture.done()).isEmpty();
  }

  @Test
  void ignoresTheCacheWhenTold() {
    fixture.build(DOCKERFILE);
    fixture.cacheUse = new PlanRequest.CacheUse(true, List.of());
    BuildResult second = fixture.build(DOCKERFILE);

    // A WORKDIR that is there is no work, as in BuildKit.
    assertThat(second.cachedSteps()).isEqualTo(1);
    assertThat(fixture.done()).hasSize(3);
  }

  @Test
  void solvesOnlyWhatTheTargetNeeds() {
    BuildResult result = fixture.build("FROM scratch AS broken\nCOPY nofile /\n" + DOCKERFILE, "");

    assertThat(result.steps()).isEqualTo(4);
  }

  @Test
  void namesTheLineOfAMissingFile() {
    assertThatThrownBy(() -> fixture.build("FROM scratch\nCOPY c.txt /\nCOPY nofile /x\n"))
        .isInstanceOfSatisfying(
            DrydockException.class,
            e -> assertThat(e.location().orElseThrow()).hasToString("Dockerfile:3"))
        .hasMessageContaining("\"/nofile\": not found");
    assertThat(fixture.store.images().list()).isEmpty();
  }

  @Test
  void doesNotSeeWhatIsIgnored() {
    fixture.ignored.add("src/deep");

    assertThat(fixture.listing(fixture.build("FROM scratch\nCOPY . /\n")))
        .containsExactly("c.txt FILE 644 0:0", "src DIRECTORY 755 0:0", "src/a.txt FILE 644 0:0");
  }

  @Test
  void writesFilesOutInsteadOfAnImage() throws IOException {
    Path target = folder.resolve("out");
    Path tar = folder.resolve("out.tar");
    fixture.outputs.add(new Output.Local(target, false, Output.Split.IF_SEVERAL));
    fixture.outputs.add(
        new Output.Tar(new Output.Destination.File(new OutputFile(tar)), Output.Split.IF_SEVERAL));
    BuildResult result = fixture.build(DOCKERFILE);

    assertThat(target.resolve("moved/deep/b.txt")).hasContent("b");
    assertThat(tar).isNotEmptyFile();
    assertThat(result.images()).isEmpty();
    assertThat(fixture.store.images().list()).isEmpty();
  }

  @Test
  void namesTheImage() {
    fixture.named("shop/api:1");
    BuildResult result = fixture.build(DOCKERFILE);

    assertThat(fixture.store.images().resolve("shop/api:1").target().digest())
        .isEqualTo(result.target().orElseThrow().digest());
    assertThat(fixture.store.images().resolve(result.images().getFirst().id().toString()))
        .isNotNull();
  }
}
