package io.drydock.build.plan;

import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageConfig.History;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The image config of a stage while its instructions are being read. Not thread-safe. */
final class ImageDraft {
  static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String COMMENT = "buildkit.dockerfile.v0";

  Platform platform;
  String author;
  String user;
  Optional<List<String>> entrypoint;
  Optional<List<String>> command;
  String workingDirectory;
  String stopSignal;
  Optional<ContainerConfig.Healthcheck> healthcheck;
  List<String> shell;
  final Map<String, String> env;
  final TreeSet<String> ports;
  final TreeSet<String> volumes;
  final TreeMap<String, String> labels;
  final List<String> onBuild;
  private final List<History> history;

  private ImageDraft(ImageConfig image) {
    ContainerConfig config = image.config();
    platform = image.platform();
    author = image.author();
    user = config.user();
    entrypoint = config.entrypoint();
    command = config.cmd();
    workingDirectory = config.workingDir();
    stopSignal = config.stopSignal();
    healthcheck = config.healthcheck();
    shell = config.shell();
    env = config.environment();
    ports = new TreeSet<>(config.exposedPorts());
    volumes = new TreeSet<>(config.volumes());
    labels = new TreeMap<>(config.labels());
    onBuild = new ArrayList<>(config.onBuild());
    history = new ArrayList<>(image.history());
  }

  /** The draft of a stage that begins with the image. */
  static ImageDraft of(ImageConfig base) {
    return new ImageDraft(base);
  }

  /** The draft of a stage that begins with nothing. */
  static ImageDraft scratch(Platform platform) {
    var draft = new ImageDraft(ImageConfig.empty(platform));
    draft.workingDirectory = "/";
    return draft;
  }

  /** What FROM hands on to the stage: all but the triggers. */
  ImageDraft inherited() {
    var draft = new ImageDraft(toConfig(Optional.empty()));
    draft.onBuild.clear();
    return draft;
  }

  void addHistory(String createdBy, boolean emptyLayer, Optional<Instant> created) {
    history.add(new History(created, createdBy, "", COMMENT, emptyLayer));
  }

  ImageConfig toConfig(Optional<Instant> created) {
    var config =
        new ContainerConfig(
            user,
            ports,
            env.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList(),
            entrypoint,
            command,
            volumes,
            workingDirectory,
            labels,
            stopSignal,
            healthcheck,
            onBuild,
            shell);
    return new ImageConfig(platform, created, author, config, List.of(), history);
  }

  /** The environment of commands: a copy of {@link #env}. */
  Map<String, String> environment() {
    return new LinkedHashMap<>(env);
  }
}
