package io.drydock.engine.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.Networking;
import io.drydock.container.Storage;
import io.drydock.engine.Engine;
import io.drydock.engine.EngineOptions;
import io.drydock.engine.EngineRoot;
import io.drydock.engine.log.LogEntry;
import io.drydock.engine.log.LogReader;
import io.drydock.engine.log.LogRequest;
import io.drydock.engine.network.NetworkOptions;
import io.drydock.engine.network.NetworkOptions.SubnetPool;
import io.drydock.linux.HostSupport;
import io.drydock.linux.Isolation;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine on a root of its own, with an image of busybox, and all that it makes cleared away. */
final class EngineBox implements AutoCloseable {
  static final String IMAGE = "busybox";
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final EngineOptions options;
  private Engine engine;

  private EngineBox(EngineOptions options) {
    this.options = options;
    this.engine = Engine.open(options);
  }

  /** Skips the test where containers are not to be had. */
  static EngineBox open(Path directory) throws IOException {
    prepare(directory);
    return new EngineBox(
        options(directory, ProcessHandle.current().pid(), COUNTER.incrementAndGet()));
  }

  /** Makes the image for an engine that is opened later. */
  static void prepare(Path directory) throws IOException {
    assumeTrue(HostSupport.detect().isolation() == Isolation.NAMESPACES, "needs root's rights");
    assumeTrue(Files.isExecutable(BUSYBOX), "needs the package busybox-static");
    assumeTrue(Files.exists(Path.of("/usr/bin/conmon")), "needs the package conmon");
    assumeTrue(Files.exists(Path.of("/usr/sbin/runc")), "needs the package runc");
    assumeTrue(Files.exists(Path.of("/usr/sbin/nft")), "needs the package nftables");
    makeImage(directory.resolve("root"));
  }

  /** Options that are those of no other engine, of another process or number. */
  static EngineOptions options(Path directory, long pid, int number) {
    var root = new EngineRoot(directory.resolve("root"), directory.resolve("run"));
    String prefix = "e" + Long.toString(pid % 36, 36) + Integer.toString(number % 36, 36);
    String pool = "10.%d.%d.0/20".formatted(100 + pid % 100, 16 * (number % 16));
    NetworkOptions networks =
        NetworkOptions.of(root.networks(), root.networkRuntime())
            .named("drydock-test-" + pid + "-" + number, prefix)
            .withPools(List.of(new SubnetPool(pool, 24)));
    return EngineOptions.of(root, "test")
        .withCgroupParent("/drydock-test-" + pid + "-" + number)
        .withNetworks(networks);
  }

  Engine engine() {
    return engine;
  }

  EngineOptions options() {
    return options;
  }

  Containers containers() {
    return engine.containers();
  }

  /** Another engine takes over. */
  void reopen() {
    engine.close();
    engine = Engine.open(options);
  }

  static ContainerSpec spec(String... command) {
    ContainerSettings settings = ContainerSettings.of(IMAGE).withCmd(List.of(command));
    return new ContainerSpec(
        settings, HostConfig.DEFAULT.withNetworking(network("none")), new LinkedHashMap<>());
  }

  static ContainerSpec shell(String script) {
    return spec("/bin/sh", "-c", script);
  }

  static Networking network(String mode) {
    Networking plain = Networking.DEFAULT;
    return new Networking(
        mode,
        plain.portBindings(),
        false,
        plain.dns(),
        plain.dnsOptions(),
        plain.dnsSearch(),
        plain.extraHosts(),
        plain.links());
  }

  String create(ContainerSpec spec) {
    return containers().create(CreateRequest.of(spec)).id();
  }

  String start(ContainerSpec spec) {
    String id = create(spec);
    containers().start(id);
    return id;
  }

  int await(String id) throws Exception {
    return containers().wait(id, WaitCondition.NOT_RUNNING).get(20, TimeUnit.SECONDS).code();
  }

  String log(String id) throws InterruptedException {
    var text = new ByteArrayOutputStream();
    try (LogReader reader = containers().logs(id, LogRequest.ALL)) {
      for (Optional<LogEntry> each = reader.next(); each.isPresent(); each = reader.next()) {
        text.writeBytes(each.get().bytes());
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Takes up what lies there. */
  static EngineBox of(EngineOptions options) {
    return new EngineBox(options);
  }

  static Storage bound(Path source, String target) {
    return new Storage(
        List.of(source + ":" + target),
        List.of(),
        new LinkedHashMap<>(),
        List.of(),
        "",
        false,
        new LinkedHashMap<>());
  }

  @Override
  public void close() {
    for (Container each : containers().list()) {
      containers().remove(each.id(), true, true);
    }
    engine.dismantle();
    engine.close();
    RootDirectory.deleteTree(options.root().root());
    RootDirectory.deleteTree(options.root().runtime());
  }

  private static void makeImage(Path root) throws IOException {
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    try (Store store = Store.open(root)) {
      Layers.Builder builder = store.layers().build();
      for (String each : List.of("bin", "etc", "tmp", "proc", "sys", "dev", "root", "var")) {
        builder.add(Entry.directory(each, 0755, time));
      }
      byte[] busybox = Files.readAllBytes(BUSYBOX);
      builder.add(
          Entry.file("bin/busybox", 0755, busybox.length, time), new ByteArrayInputStream(busybox));
      for (String each :
          List.of(
              "sh",
              "true",
              "false",
              "sleep",
              "echo",
              "cat",
              "kill",
              "trap",
              "hostname",
              "id",
              "ls",
              "stty",
              "tty",
              "ps",
              "head",
              "dd",
              "wget",
              "ping",
              "nslookup",
              "touch")) {
        builder.add(Entry.symlink("bin/" + each, "busybox", time));
      }
      byte[] passwd = "root:x:0:0:root:/root:/bin/sh\n".getBytes(StandardCharsets.UTF_8);
      builder.add(
          Entry.file("etc/passwd", 0644, passwd.length, time), new ByteArrayInputStream(passwd));
      Layers.Id layer = builder.commit();
      byte[] config =
          new ImageConfig(
                  Platform.host(),
                  Optional.of(time),
                  "",
                  ContainerConfig.EMPTY,
                  List.of(store.layers().diffId(layer).orElseThrow()),
                  List.of(new ImageConfig.History(Optional.of(time), "COPY", "", "", false)))
              .toBytes();
      var descriptor =
          new Descriptor(MediaTypes.OCI_CONFIG, store.blobs().put(config), config.length);
      byte[] manifest =
          new ImageManifest(descriptor, List.of(store.layers().tar(layer)), Map.of()).toBytes();
      var target =
          new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(manifest), manifest.length);
      store.images().tag(ImageReference.parse(IMAGE), target);
    }
  }
}
