package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.tests.clients.DockerJavaProgram;
import io.drydock.tests.clients.TestcontainersProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * docker-java and Testcontainers work on Drydock's engine, with images that Drydock built: a
 * PostgreSQL, a Redis, and the program that removes what a test run leaves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientLibrariesTest {
  private static final int PATIENCE_MINUTES = 4;

  private TestEngine engine;

  @BeforeAll
  void startEngine(@TempDir Path folder) throws Exception {
    engine = TestEngine.start(folder);
  }

  @AfterAll
  void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void dockerJavaDrivesEachPartOfTheApi(@TempDir Path folder) throws Exception {
    assertThat(run(DockerJavaProgram.class, folder, Map.of()))
        .contains("ok 1.44 what is not there");
  }

  @Test
  void testcontainersRunsDatabasesAndNothingIsLeft(@TempDir Path folder) throws Exception {
    build("shop/db", Drydock.home().resolve("examples/shop/db"));
    build("shop/cache", Drydock.home().resolve("examples/shop/cache"));
    buildReaper(folder);
    assertThat(
            run(
                TestcontainersProgram.class,
                folder,
                Map.of("TESTCONTAINERS_RYUK_DISABLED", "true")))
        .contains("ok nothing of it runs any more");
    assertThat(
            run(
                TestcontainersProgram.class,
                folder,
                Map.of("TESTCONTAINERS_RYUK_CONTAINER_IMAGE", "test/reaper:latest")))
        .contains("ok nothing of it runs any more");
    var docker = new DockerCommand(engine.host(), folder);
    for (int i = 0; i < 100 && !left(docker).isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertThat(left(docker)).isEmpty();
  }

  /** The reaper itself has the label, and is the last to go. */
  private static String left(DockerCommand docker) {
    return docker
        .ok("ps", "-a", "--filter", "label=org.testcontainers=true", "--format", "{{.Image}}")
        .strip();
  }

  private void buildReaper(Path folder) throws IOException {
    Path source = Drydock.home().resolve("tests/src/test/resources/reaper");
    // The command writes a lock beside the definition.
    Path definition = Files.copy(source.resolve("base.yaml"), folder.resolve("base.yaml"));
    ok("base", "build", "-q", definition.toString());
    build("test/reaper", source);
  }

  private void build(String name, Path context) {
    ok("build", "-q", "-t", name, context.toString());
  }

  private void ok(String... words) {
    Drydock.Outcome outcome = engine.drydock().run(words);
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  /** What a client program prints, which has to end well. */
  private String run(Class<?> program, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = folder.resolve(program.getSimpleName() + environment.hashCode());
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    builder.environment().put("DOCKER_HOST", engine.host());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("no end of " + program + "\n" + Files.readString(output));
    }
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }
}
