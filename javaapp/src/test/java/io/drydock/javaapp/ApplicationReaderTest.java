package io.drydock.javaapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a path means, and which part a file belongs to. */
class ApplicationReaderTest {
  @TempDir Path folder;

  private static JavaOptions options(Path... dependencies) {
    return new JavaOptions(
        "",
        JavaOptions.RuntimeSource.LINKED,
        Optional.empty(),
        List.of(),
        "example.Main",
        List.of(),
        List.of(),
        List.of(dependencies),
        "",
        List.of(),
        Map.of());
  }

  private static JavaApplication read(Path path, Path... dependencies) {
    return new ApplicationReader(options(dependencies)).read(path);
  }

  private Path jar(String name, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String each : entries) {
        out.putNextEntry(new ZipEntry(each));
        out.write(each.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static List<String> paths(JavaApplication application, Part part) {
    return application.of(part).stream().map(ApplicationFile::path).toList();
  }

  @Test
  void classesResourcesLibrariesAndSnapshotsGoApart() throws IOException {
    Path app = jar("app.jar", "example/Main.class", "logo.png");
    jar("lib/z-1.jar", "z/Z.class");
    jar("lib/a-2-SNAPSHOT.jar", "a/A.class");
    JavaApplication application = read(app, folder.resolve("lib"));
    assertThat(paths(application, Part.CLASSES)).containsExactly("example/Main.class");
    assertThat(paths(application, Part.RESOURCES)).containsExactly("logo.png");
    assertThat(paths(application, Part.DEPENDENCIES)).containsExactly("z-1.jar");
    assertThat(paths(application, Part.SNAPSHOTS)).containsExactly("a-2-SNAPSHOT.jar");
  }

  @Test
  void librariesOfOneNameBothCome() throws IOException {
    Path app = jar("app.jar", "example/Main.class");
    Path one = jar("one/util-1.jar", "a/A.class");
    Path other = jar("other/util-1.jar", "b/Bee.class");
    assertThat(paths(read(app, one, other), Part.DEPENDENCIES))
        .containsExactly("util-1-" + Files.size(other) + ".jar", "util-1.jar");
  }

  @Test
  void aSignedJarStaysWhole() throws IOException {
    Path app = jar("app.jar", "META-INF/KEY.SF", "example/Main.class");
    assertThat(paths(read(app), Part.CLASSES)).containsExactly("app.jar");
  }

  @Test
  void aProjectMeansTheJarThatItsBuildMadeToBeRun() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    jar("target/app-sources.jar", "Main.java");
    jar("target/original-app.jar", "example/Main.class");
    Path app = jar("target/app.jar", "example/Main.class");
    assertThat(read(folder).name()).isEqualTo(app.toString());
    jar("target/another.jar", "example/Main.class");
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("several jars could be meant");
  }

  @Test
  void anEntryThatWouldLieElsewhereIsRefused() throws IOException {
    Path app = jar("app.jar", "../../etc/passwd");
    assertThatThrownBy(() -> read(app))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("../../etc/passwd");
  }
}
