package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.client.EngineAddress;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineEndpoint;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.plan.Recreate;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.DownRequest;
import io.drydock.compose.run.ProjectEvent;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that the library brings up, changes and brings down on a real engine. */
class ComposeProjectsTest {
  private static final String FILE =
      """
      name: lab
      services:
        migrate: {image: busybox, command: "true"}
        db:
          image: busybox
          init: true
          command: sleep 1000
          volumes: ["data:/data", "/scratch"]
          healthcheck: {test: test -e /ok, interval: 1s, start_period: 20s, start_interval: 100ms}
          post_start: [{command: [touch, /ok]}]
          depends_on: {migrate: {condition: service_completed_successfully}}
        web:
          image: busybox
          init: true
          command: sh -c 'touch /ready; exec sleep 1000'
          environment: {VERSION: "1"}
          scale: 2
          healthcheck:
            {test: test -e /ready, interval: 1s, start_period: 20s, start_interval: 100ms}
          configs: [{source: motd, target: /etc/motd, mode: 0440}]
          secrets: [{source: key, uid: "12"}]
          depends_on: {db: {condition: service_healthy}}
      volumes: {data: {}}
      configs: {motd: {content: hello}}
      secrets: {key: {environment: KEY}}
      """;

  /** What {@code up --force-recreate} prints just before it is killed. */
  private static final List<String> MOMENTS =
      List.of(
          "lab-migrate-1  Recreate",
          "lab-db-1  Recreate",
          "lab-db-1  Recreated",
          "lab-db-1  Waiting",
          "lab-web-1  Recreate",
          "lab-web-2  Recreate");

  private static TestEngine engine;
  private static EngineClient client;
  private static Path folder;
  private final Queue<ProjectEvent> events = new ConcurrentLinkedQueue<>();
  private Projects projects;

  @BeforeAll
  static void startEngine(@TempDir Path temporary) throws Exception {
    engine = TestEngine.start(temporary);
    folder = temporary;
    client =
        EngineClient.negotiating(EngineEndpoint.plain(EngineAddress.parse(engine.host(), false)));
  }

  @AfterAll
  static void stopEngine() throws Exception {
    if (client != null) {
      client.close();
    }
    if (engine != null) {
      engine.close();
    }
  }

  @BeforeEach
  void open() {
    projects = new Projects(client, events::add);
  }

  @AfterEach
  void bringDown() {
    projects.down(
        Scope.named("lab"),
        new DownRequest(true, DownRequest.Images.KEEP, true, OptionalInt.of(0)));
    assertThat(projects.state("lab").containers()).isEmpty();
    assertThat(projects.state("lab").networks()).isEmpty();
    assertThat(projects.state("lab").volumes()).isEmpty();
  }

  private static Project project(String text) {
    return Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.of("compose.yaml", text)),
            folder.toString(),
            folder,
            new LinkedHashMap<>(Map.of("KEY", "s3cret")),
            "",
            false,
            LoadOptions.DEFAULT));
  }

  private List<ContainerState> containers(String service) {
    return projects.containers(Scope.named("lab")).stream()
        .filter(each -> each.service().equals(service))
        .toList();
  }

  private static List<String> verbs(Plan plan) {
    return plan.steps().stream()
        .map(each -> each.operation().subject() + " " + each.operation().verb())
        .toList();
  }

  @Test
  void aProjectComesUpInOrderOfItsConditionsWithItsFiles() {
    projects.up(project(FILE), UpOptions.DEFAULT);

    assertThat(events.stream().map(each -> each.resource() + " " + each.phase()))
        .containsSubsequence(
            "Container lab-migrate-1 Exited",
            "Container lab-db-1 Started",
            "Container lab-db-1 Healthy",
            "Container lab-web-1 Starting");
    projects.awaitReady(project(FILE), List.of(), Optional.of(Duration.ofSeconds(30)));
    assertThat(engine.run("exec", "lab-web-1", "sh", "-c", "cat /etc/motd /run/secrets/key").out())
        .isEqualTo("hellos3cret");
    assertThat(engine.run("exec", "lab-web-2", "stat", "-c", "%a %u", "/run/secrets/key").out())
        .isEqualTo("444 12\n");
    assertThat(verbs(projects.up(project(FILE), UpOptions.DEFAULT)))
        .as("only what had ended is started again")
        .containsExactly("Container lab-migrate-1 start");
  }

  @Test
  void severalContainersAreReplacedWhileOneOfThemIsAlwaysHealthy() throws Exception {
    projects.up(project(FILE), UpOptions.DEFAULT);
    projects.awaitReady(project(FILE), List.of(), Optional.of(Duration.ofSeconds(30)));
    var ended = new AtomicBoolean();
    var gaps = new ConcurrentLinkedQueue<String>();
    var watch =
        Thread.ofVirtual()
            .start(() -> {
              while (!ended.get()) {
                if (containers("web").stream()
                    .noneMatch(each -> each.status() == ContainerStatus.RUNNING)) {
                  gaps.add("no container ran");
                }
              }
            });

    Plan plan = projects.up(project(FILE.replace("\"1\"", "\"2\"")), UpOptions.DEFAULT);
    ended.set(true);
    watch.join();

    assertThat(plan.steps().stream().map(Object::toString))
        .contains(
            "Container lab-web-1: replace (definition changed: environment.VERSION changed: 1 → 2)");
    assertThat(gaps).isEmpty();
    assertThat(containers("web"))
        .extracting(ContainerState::name)
        .containsExactly("lab-web-1", "lab-web-2");
  }

  @Test
  void anonymousVolumesStayWithAContainerThatIsMadeAnewUnlessNewOnesAreAskedFor() {
    projects.up(project(FILE), UpOptions.DEFAULT);
    engine.run("exec", "lab-db-1", "touch", "/scratch/kept", "/data/kept");
    UpRequest forced = UpRequest.ALL.withRecreate(Recreate.ALWAYS, Recreate.ALWAYS);

    projects.up(project(FILE), UpOptions.of(forced.withServices(List.of("db"))));
    assertThat(engine.run("exec", "lab-db-1", "ls", "/scratch", "/data").out())
        .isEqualTo("/data:\nkept\n\n/scratch:\nkept\n");

    projects.up(project(FILE), UpOptions.of(forced.withServices(List.of("db")).withNewVolumes()));
    assertThat(engine.run("exec", "lab-db-1", "ls", "/scratch", "/data").out())
        .isEqualTo("/data:\nkept\n\n/scratch:\n");
  }

  @Test
  void whatDependsOnAContainerThatFailsIsNotStarted() {
    String failing = FILE.replace("command: \"true\"", "command: \"false\"");

    assertThatThrownBy(() -> projects.up(project(failing), UpOptions.DEFAULT))
        .isInstanceOf(DrydockException.class)
        .hasMessage("service \"migrate\" didn't complete successfully: exit 1");
    assertThat(containers("db")).allMatch(each -> each.status() == ContainerStatus.CREATED);
  }

  @Test
  void containersStopInReverseOrderAndStartAgainInOrder() {
    projects.up(project(FILE), UpOptions.DEFAULT);
    events.clear();

    projects.stop(Scope.of(project(FILE)), OptionalInt.of(0));
    assertThat(events.stream().map(each -> each.resource() + " " + each.phase()))
        .containsSubsequence("Container lab-web-2 Stopped", "Container lab-db-1 Stopping");

    projects.start(Scope.of(project(FILE)));
    projects.awaitReady(project(FILE), List.of(), Optional.of(Duration.ofSeconds(30)));
    assertThat(containers("web")).allMatch(each -> each.status() == ContainerStatus.RUNNING);
  }

  @Test
  void whateverAKilledUpLeavesTheNextOneConverges() throws Exception {
    Path file = Files.writeString(folder.resolve("compose.yaml"), FILE);
    projects.up(project(FILE), UpOptions.DEFAULT);
    for (String moment : MOMENTS) {
      Process up = startUp(file);
      Eventually.await(() -> !up.isAlive() || Files.readString(log()).contains(moment));
      up.destroyForcibly().waitFor();
    }

    Plan last = projects.up(project(FILE), UpOptions.DEFAULT);

    assertThat(projects.containers(Scope.named("lab")))
        .extracting(ContainerState::name)
        .as(last.toString())
        .containsExactly("lab-db-1", "lab-migrate-1", "lab-web-1", "lab-web-2");
    projects.awaitReady(project(FILE), List.of(), Optional.of(Duration.ofSeconds(30)));
  }

  private static Path log() {
    return folder.resolve("up.log");
  }

  private static Process startUp(Path file) throws IOException {
    var environment = new LinkedHashMap<>(engine.environment());
    environment.put("KEY", "s3cret");
    return engine
        .drydock()
        .start(
            folder,
            log(),
            log(),
            environment,
            "compose",
            "-f",
            file.toString(),
            "up",
            "-d",
            "--force-recreate");
  }

  @Test
  void eitherToolTakesTheOthersContainersForUnchangedAndRemovesThem() throws Exception {
    Path plugins = Drydock.home().resolve("target/docker-clients/config/cli-plugins");
    assumeTrue(
        Files.isExecutable(plugins.resolve("docker-compose")),
        "docker's plugins are missing: run tests/docker-clients target/docker-clients");
    Path own = Files.createDirectories(folder.resolve("docker-config/cli-plugins"));
    Path link = own.resolve("docker-compose");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, plugins.resolve("docker-compose"));
    var docker = new DockerCommand(engine.host(), folder);
    String text =
        FILE.replaceAll("(?m)^.*(post_start|configs:|secrets:).*\n", "")
            .replace("test -e /ok", "\"true\"");
    String file = Files.writeString(folder.resolve("compose.yaml"), text).toString();

    projects.up(project(text), UpOptions.DEFAULT);
    List<String> ids = ids();
    docker.ok("compose", "-f", file, "up", "-d");
    assertThat(ids()).as("docker compose made nothing anew").isEqualTo(ids);
    docker.ok("compose", "-f", file, "down", "-v", "-t", "0");
    assertThat(projects.state("lab").containers()).isEmpty();

    docker.ok("compose", "-f", file, "up", "-d");
    ids = ids();
    Plan plan = projects.up(project(text), UpOptions.DEFAULT);
    assertThat(ids()).as("nothing was made anew: " + plan).isEqualTo(ids);
  }

  private List<String> ids() {
    return projects.containers(Scope.named("lab")).stream().map(ContainerState::id).toList();
  }
}
