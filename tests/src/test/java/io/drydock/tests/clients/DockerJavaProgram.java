package io.drydock.tests.clients;

import static io.drydock.tests.clients.Steps.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.Volume;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Each part of the API through docker-java, at the version that old clients ask for and at a newer
 * one. Needs the image {@code busybox}; {@code DOCKER_HOST} names the engine.
 */
public final class DockerJavaProgram {
  private static final int PATIENCE = 30;

  private final DockerClient client;
  private final String name;

  private DockerJavaProgram(String apiVersion) {
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withApiVersion(apiVersion).build();
    this.client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder().dockerHost(config.getDockerHost()).build());
    this.name = "docker-java-" + apiVersion.replace('.', '-');
  }

  public static void main(String[] arguments) throws Exception {
    for (String version : List.of("1.32", "1.44")) {
      var program = new DockerJavaProgram(version);
      step(version + " system", program::system);
      step(version + " life of a container", program::life);
      step(version + " output and input", program::attach);
      step(version + " commands in a container", program::exec);
      step(version + " files, changes, commit", program::files);
      step(version + " networks", program::networks);
      step(version + " volumes", program::volumes);
      step(version + " images", program::images);
      step(version + " figures and events", program::figures);
      step(version + " what is not there", program::missing);
    }
  }

  private void system() {
    client.pingCmd().exec();
    assertThat(client.infoCmd().exec().getOsType()).isEqualTo("linux");
    assertThat(client.versionCmd().exec().getApiVersion()).startsWith("1.");
  }

  private String create(String... command) {
    return client
        .createContainerCmd("busybox")
        .withName(name)
        .withLabels(Map.of("io.drydock.test", name))
        .withCmd(command)
        .exec()
        .getId();
  }

  private int waitFor(String id) {
    return client
        .waitContainerCmd(id)
        .exec(new WaitContainerResultCallback())
        .awaitStatusCode(PATIENCE, TimeUnit.SECONDS);
  }

  private void remove(String id) {
    client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
  }

  private void life() {
    String id = create("sleep", "600");
    try {
      assertThat(client.inspectContainerCmd(id).exec().getState().getStatus()).isEqualTo("created");
      assertThatThrownBy(() -> create("true")).isInstanceOf(ConflictException.class);
      client.startContainerCmd(id).exec();
      InspectContainerResponse running = client.inspectContainerCmd(name).exec();
      assertThat(running.getState().getRunning()).isTrue();
      assertThat(running.getState().getPidLong()).isPositive();
      assertThat(client.topContainerCmd(id).exec().getProcesses().length).isEqualTo(1);
      client.pauseContainerCmd(id).exec();
      assertThat(client.inspectContainerCmd(id).exec().getState().getPaused()).isTrue();
      client.unpauseContainerCmd(id).exec();
      client.renameContainerCmd(id).withName(name + "-renamed").exec();
      assertThat(
              client
                  .listContainersCmd()
                  .withLabelFilter(Map.of("io.drydock.test", name))
                  .withStatusFilter(Set.of("running"))
                  .exec())
          .singleElement()
          .satisfies(each -> assertThat(each.getNames()).containsExactly("/" + name + "-renamed"));
      client.killContainerCmd(id).withSignal("KILL").exec();
      assertThat(waitFor(id)).isEqualTo(137);
      client.startContainerCmd(id).exec();
      client.restartContainerCmd(id).withTimeout(0).exec();
      client.stopContainerCmd(id).withTimeout(0).exec();
      assertThat(client.inspectContainerCmd(id).exec().getState().getExitCodeLong()).isEqualTo(137);
    } finally {
      remove(id);
    }
  }

  private void attach() throws Exception {
    String id =
        client
            .createContainerCmd("busybox")
            .withName(name)
            .withAttachStdin(true)
            .withStdinOpen(true)
            .withStdInOnce(true)
            .withCmd("sh", "-c", "read line; echo $line; sleep 0.2; echo end >&2")
            .exec()
            .getId();
    try {
      var output = new Output();
      client
          .attachContainerCmd(id)
          .withStdIn(new ByteArrayInputStream("from the client\n".getBytes(StandardCharsets.UTF_8)))
          .withStdOut(true)
          .withStdErr(true)
          .withFollowStream(true)
          .exec(output);
      client.startContainerCmd(id).exec();
      assertThat(output.awaitCompletion(PATIENCE, TimeUnit.SECONDS)).isTrue();
      assertThat(output.out).hasToString("from the client\n");
      assertThat(output.err).hasToString("end\n");
      assertThat(waitFor(id)).isZero();
      var log = new Output();
      client.logContainerCmd(id).withStdOut(true).withStdErr(true).withTail(1).exec(log);
      assertThat(log.awaitCompletion(PATIENCE, TimeUnit.SECONDS)).isTrue();
      assertThat(log.out.toString() + log.err).isEqualTo("end\n");
    } finally {
      remove(id);
    }
  }

  private void exec() throws Exception {
    String id = create("sleep", "600");
    try {
      client.startContainerCmd(id).exec();
      String exec =
          client
              .execCreateCmd(id)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .withEnv(List.of("WORD=said"))
              .withWorkingDir("/tmp")
              .withCmd("sh", "-c", "echo $WORD in $PWD; exit 5")
              .exec()
              .getId();
      var output = new Output();
      client.execStartCmd(exec).exec(output);
      assertThat(output.awaitCompletion(PATIENCE, TimeUnit.SECONDS)).isTrue();
      assertThat(output.out).hasToString("said in /tmp\n");
      assertThat(client.inspectExecCmd(exec).exec().getExitCodeLong()).isEqualTo(5);
    } finally {
      remove(id);
    }
  }

  private void files() throws Exception {
    String id = create("sh", "-c", "echo new > /new; rm /bin/vi");
    try {
      client.startContainerCmd(id).exec();
      assertThat(waitFor(id)).isZero();
      assertThat(client.containerDiffCmd(id).exec())
          .anySatisfy(each -> assertThat(each.getPath()).isEqualTo("/new"));
      try (var tar = client.copyArchiveFromContainerCmd(id, "/new").exec()) {
        assertThat(new String(tar.readAllBytes(), StandardCharsets.US_ASCII)).contains("new\n");
      }
      String image =
          client.commitCmd(id).withRepository("docker-java/committed").withTag(name).exec();
      assertThat(client.inspectImageCmd(image).exec().getRepoTags())
          .containsExactly("docker-java/committed:" + name);
      client.removeImageCmd("docker-java/committed:" + name).withForce(true).exec();
    } finally {
      remove(id);
    }
  }

  private void networks() {
    String network =
        client
            .createNetworkCmd()
            .withName(name)
            .withDriver("bridge")
            .withLabels(Map.of("a", "b"))
            .exec()
            .getId();
    String id = create("sleep", "600");
    try {
      client.startContainerCmd(id).exec();
      client.connectToNetworkCmd().withNetworkId(network).withContainerId(id).exec();
      assertThat(client.inspectContainerCmd(id).exec().getNetworkSettings().getNetworks())
          .containsKeys("bridge", name);
      assertThat(client.inspectNetworkCmd().withNetworkId(name).exec().getContainers())
          .containsKey(id);
      client.disconnectFromNetworkCmd().withNetworkId(network).withContainerId(id).exec();
      assertThat(client.listNetworksCmd().withNameFilter(name).exec()).hasSize(1);
    } finally {
      remove(id);
      client.removeNetworkCmd(network).exec();
    }
  }

  private void volumes() {
    client.createVolumeCmd().withName(name).withLabels(Map.of("a", "b")).exec();
    String id =
        client
            .createContainerCmd("busybox")
            .withHostConfig(
                HostConfig.newHostConfig().withBinds(new Bind(name, new Volume("/data"))))
            .withCmd("sh", "-c", "echo kept > /data/file")
            .exec()
            .getId();
    try {
      client.startContainerCmd(id).exec();
      assertThat(waitFor(id)).isZero();
      assertThat(client.inspectContainerCmd(id).exec().getMounts())
          .singleElement()
          .satisfies(each -> assertThat(each.getName()).isEqualTo(name));
      assertThatThrownBy(() -> client.removeVolumeCmd(name).exec())
          .isInstanceOf(ConflictException.class);
    } finally {
      remove(id);
      client.removeVolumeCmd(name).exec();
    }
    assertThat(client.listVolumesCmd().withFilter("name", List.of(name)).exec().getVolumes())
        .isNullOrEmpty();
  }

  private void images() throws Exception {
    Path folder = Files.createTempDirectory("docker-java");
    Path file =
        Files.writeString(
            folder.resolve("Dockerfile"),
            "FROM busybox\nARG WORD\nRUN echo $WORD > /word\nLABEL a=b\n");
    try {
      String image =
          client
              .buildImageCmd(folder.toFile())
              .withBuildArg("WORD", "said")
              .withTags(Set.of("docker-java/built:" + name))
              .exec(new BuildImageResultCallback())
              .awaitImageId(PATIENCE, TimeUnit.SECONDS);
      var config = Objects.requireNonNull(client.inspectImageCmd(image).exec().getConfig());
      assertThat(config.getLabels()).containsEntry("a", "b");
      client.tagImageCmd(image, "docker-java/tagged", name).exec();
      assertThat(client.listImagesCmd().withReferenceFilter("docker-java/*").exec()).isNotEmpty();
      byte[] archive;
      try (var saved = client.saveImageCmd("docker-java/built:" + name).exec()) {
        archive = saved.readAllBytes();
      }
      client.removeImageCmd("docker-java/tagged:" + name).exec();
      client.removeImageCmd("docker-java/built:" + name).withForce(true).exec();
      client.loadImageCmd(new ByteArrayInputStream(archive)).exec();
      assertThat(client.inspectImageCmd("docker-java/built:" + name).exec().getId()).isNotEmpty();
      client.removeImageCmd("docker-java/built:" + name).withForce(true).exec();
    } finally {
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private void figures() throws Exception {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    var listener =
        client.eventsCmd().withLabelFilter("io.drydock.test=" + name).exec(new Queue<>(events));
    String id = create("sleep", "600");
    try {
      client.startContainerCmd(id).exec();
      assertThat(poll(events).getAction()).isEqualTo("create");
      Event started = poll(events);
      while (!"start".equals(started.getAction())) {
        started = poll(events);
      }
      assertThat(started.getId()).isEqualTo(id);
      BlockingQueue<Statistics> figures = new LinkedBlockingQueue<>();
      try (var _ = client.statsCmd(id).withNoStream(true).exec(new Queue<>(figures))) {
        assertThat(poll(figures).getPidsStats().getCurrent()).isPositive();
      }
    } finally {
      listener.close();
      remove(id);
    }
  }

  private static <T> T poll(BlockingQueue<T> queue) throws InterruptedException {
    T value = queue.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return value;
  }

  private void missing() {
    assertThatThrownBy(() -> client.inspectContainerCmd("none-of-that-name").exec())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.createContainerCmd("none/of-that-name").exec())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.inspectImageCmd("none/of-that-name").exec())
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> client.removeNetworkCmd("none-of-that-name").exec())
        .isInstanceOf(NotFoundException.class);
  }

  /** Collects a container's output by stream. */
  private static final class Output extends ResultCallback.Adapter<Frame> {
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();

    @Override
    public void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? err : out)
          .append(new String(frame.getPayload(), StandardCharsets.UTF_8));
    }
  }

  /** Puts what comes into a queue. */
  private static final class Queue<T> extends ResultCallback.Adapter<T> {
    private final BlockingQueue<T> queue;

    private Queue(BlockingQueue<T> queue) {
      this.queue = queue;
    }

    @Override
    public void onNext(T value) {
      queue.add(value);
    }
  }
}
