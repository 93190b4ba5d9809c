package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Maven's own command builds an image by the plugin. The plugin and the modules that it needs come
 * from their folders, all else from the local repository that this build filled.
 */
class MavenPluginTest {
  private static final String VERSION = "0.1.0";

  @TempDir Path folder;

  @Test
  void aProjectBecomesAnImageWithItsResolvedDependencies() throws Exception {
    Path repository = repository();
    Path project = project();
    var words =
        List.of(
            "mvn",
            "-B",
            "-o",
            "-Dmaven.repo.local=" + repository,
            "-Ddrydock.root=" + folder.resolve("store"),
            "-Ddrydock.jdk=" + System.getProperty("java.home"),
            "io.drydock:drydock-maven-plugin:" + VERSION + ":build");
    Path log = folder.resolve("log");
    Process maven =
        new ProcessBuilder(words)
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(maven.waitFor(3, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(said).contains("BUILD SUCCESS", "COPY --link dependencies/ /app/lib/");

    Drydock.Outcome shown =
        new Drydock(folder.resolve("store"))
            .run(
                "inspect",
                "--format",
                "{{json .Config.Entrypoint}} {{json .Config.Env}}",
                "demo:1");
    assertThat(shown.out())
        .contains(
            "[\"/opt/java/bin/java\",\"-Xmx64m\",\"-cp\",\"/app/classes:/app/lib/*\",\"Demo\"]")
        .contains("GREETING=hello");
  }

  /** A local repository that is this build's, with the project's own modules as they are built. */
  private Path repository() throws IOException {
    Path filled =
        Path.of(
            System.getProperty(
                "maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    Path plugin = Drydock.home().resolve("maven/target/drydock-maven-plugin-" + VERSION + ".jar");
    assumeTrue(Files.exists(plugin), "the plugin is packaged by a build of all modules");
    assumeTrue(Files.isDirectory(filled), "there is no local repository");
    Path repository = Files.createDirectories(folder.resolve("repository"));
    link(filled, repository, "io");
    Files.createDirectories(repository.resolve("io"));
    link(filled.resolve("io"), repository.resolve("io"), "drydock");
    install(repository, "drydock", Drydock.home().resolve("pom.xml"));
    for (Path pom : modules()) {
      String name = String.valueOf(pom.resolveSibling(".").normalize().getFileName());
      String artifact = name.equals("maven") ? "drydock-maven-plugin" : "drydock-" + name;
      install(repository, artifact, pom);
      for (String output : List.of("target", "target/dist/lib")) {
        Path jar = pom.resolveSibling(output).resolve(artifact + "-" + VERSION + ".jar");
        if (Files.exists(jar)) {
          Path target = place(repository, artifact);
          Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
        }
      }
    }
    return repository;
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path each : entries.toList()) {
        if (!each.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(each.getFileName()), each);
        }
      }
    }
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(Drydock.home())) {
      return folders.map(each -> each.resolve("pom.xml")).filter(Files::exists).sorted().toList();
    }
  }

  private static Path place(Path repository, String artifact) throws IOException {
    return Files.createDirectories(repository.resolve("io/drydock/" + artifact + "/" + VERSION));
  }

  private static void install(Path repository, String artifact, Path pom) throws IOException {
    Files.copy(pom, place(repository, artifact).resolve(artifact + "-" + VERSION + ".pom"));
  }

  private Path project() throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>demo</artifactId>
          <version>1</version>
          <dependencies>
            <dependency>
              <groupId>org.jspecify</groupId>
              <artifactId>jspecify</artifactId>
              <version>1.0.0</version>
            </dependency>
          </dependencies>
          <build>
            <plugins>
              <plugin>
                <groupId>io.drydock</groupId>
                <artifactId>drydock-maven-plugin</artifactId>
                <version>%s</version>
                <configuration>
                  <image>demo:1</image>
                  <base>scratch</base>
                  <jvmFlags>-Xmx64m</jvmFlags>
                  <environment><GREETING>hello</GREETING></environment>
                </configuration>
              </plugin>
            </plugins>
          </build>
        </project>
        """
            .formatted(VERSION));
    Path source =
        Files.writeString(
            project.resolve("Demo.java"),
            "public class Demo {\n"
                + "  public static void main(String[] words) { System.out.println(1); }\n}\n");
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                OutputStream.nullOutputStream(),
                System.err,
                "-d",
                project.resolve("target/classes").toString(),
                source.toString());
    assertThat(code).isZero();
    return project;
  }
}
