package io.drydock.engine.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.engine.runtime.BundleRequest.GivenNamespaces;
import io.drydock.linux.HostSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A root file system of the host's static busybox, and containers of the real runtime in it. */
final class ContainerBox implements AutoCloseable {
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final List<String> APPLETS =
      List.of(
          "cat",
          "chroot",
          "date",
          "df",
          "dmesg",
          "echo",
          "env",
          "grep",
          "head",
          "hostname",
          "hwclock",
          "id",
          "insmod",
          "ip",
          "kill",
          "ln",
          "ls",
          "mkdir",
          "mknod",
          "mount",
          "nice",
          "ps",
          "pwd",
          "readlink",
          "rmdir",
          "rmmod",
          "sh",
          "sleep",
          "stat",
          "tail",
          "test",
          "touch",
          "tr",
          "true",
          "umount",
          "unshare",
          "wc");
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Path directory;
  private final OciRuntime runtime;
  private final String cgroupParent =
      "/drydock-test-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
  private final List<String> running = new ArrayList<>();

  private ContainerBox(Path directory, OciRuntime runtime) {
    this.directory = directory;
    this.runtime = runtime;
  }

  /** Skips the test where containers or busybox are not to be had. */
  static ContainerBox open(Path directory) throws IOException {
    assumeTrue(Files.isExecutable(BUSYBOX), "needs the package busybox-static");
    assumeTrue(
        (HostSupport.detect().effectiveCapabilities() >>> 21 & 1) == 1, "needs root's rights");
    assumeTrue(
        Stream.of("/usr/sbin/runc", "/usr/bin/runc", "/usr/bin/crun")
            .anyMatch(each -> Files.exists(Path.of(each))),
        "needs the package runc");
    var box =
        new ContainerBox(directory, OciRuntime.detect("", directory.resolve("runtime-state")));
    box.makeRoot();
    return box;
  }

  private void makeRoot() throws IOException {
    for (String name : List.of("bin", "etc", "tmp", "proc", "sys", "dev", "root")) {
      Files.createDirectories(root().resolve(name));
    }
    Files.copy(BUSYBOX, root().resolve("bin/busybox"));
    for (String applet : APPLETS) {
      Files.createSymbolicLink(root().resolve("bin/" + applet), Path.of("busybox"));
    }
    Files.writeString(
        root().resolve("etc/passwd"),
        "root:x:0:0:root:/root:/bin/sh\napp:x:1000:1001:App:/home/app:/bin/sh\n");
    Files.writeString(
        root().resolve("etc/group"), "root:x:0:\napp:x:1001:\naudio:x:29:app\nvideo:x:44:\n");
  }

  Path root() {
    return directory.resolve("rootfs");
  }

  OciRuntime runtime() {
    return runtime;
  }

  String cgroupParent() {
    return cgroupParent;
  }

  static ContainerSpec spec(String... command) {
    ContainerSettings settings = ContainerSettings.of("busybox").withCmd(List.of(command));
    HostConfig host =
        HostConfig.DEFAULT.withResources(
            Changes.sharedMemory(HostConfig.DEFAULT.resources(), 64 << 20));
    return new ContainerSpec(settings, host, new LinkedHashMap<>());
  }

  static ContainerSpec shell(String script) {
    return spec("/bin/sh", "-c", script);
  }

  BundleRequest request(ContainerSpec spec, BundleMount... mounts) {
    String id = "box-" + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
    return new BundleRequest(
        id, spec, root(), List.of(mounts), GivenNamespaces.NONE, cgroupParent, Optional.empty());
  }

  record Outcome(int exitCode, String output) {}

  /** Runs a container to its end. */
  Outcome run(ContainerSpec spec, BundleMount... mounts) throws IOException {
    return run(request(spec, mounts));
  }

  Outcome run(BundleRequest request) throws IOException {
    return read(start(command(request, "run")));
  }

  /** Starts a container and leaves it running; its output goes nowhere. */
  BundleRequest launch(ContainerSpec spec, BundleMount... mounts) throws IOException {
    BundleRequest request = request(spec, mounts);
    return launch(request);
  }

  BundleRequest launch(BundleRequest request) throws IOException {
    Path errors = directory.resolve(request.id() + ".errors");
    Process create =
        new ProcessBuilder(command(request, "create"))
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    if (read(create).exitCode() != 0) {
      throw OciRuntime.failure("create", Files.readString(errors));
    }
    running.add(request.id());
    runtime.start(request.id());
    return request;
  }

  /** Runs a further process to its end. */
  Outcome exec(BundleRequest request, ExecOptions options) throws IOException {
    Path file = directory.resolve("process.json");
    Files.write(file, io.drydock.core.Json.bytes(Bundle.execProcess(request, options)));
    var words = new ArrayList<>(List.of(runtime.program().toString()));
    words.addAll(runtime.arguments());
    words.addAll(List.of("exec", "--process", file.toString(), request.id()));
    return read(start(words));
  }

  private List<String> command(BundleRequest request, String command) throws IOException {
    Path bundle = Files.createDirectories(directory.resolve("bundles/" + request.id()));
    Bundle.of(request).write(bundle);
    var words = new ArrayList<>(List.of(runtime.program().toString()));
    words.addAll(runtime.arguments());
    words.addAll(List.of(command, "--bundle", bundle.toString(), request.id()));
    return words;
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  private static Outcome read(Process process) throws IOException {
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      process.waitFor(30, TimeUnit.SECONDS);
      return new Outcome(process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    running.forEach(each -> runtime.delete(each, true));
    io.drydock.engine.runtime.cgroup.Cgroup.of(cgroupParent).remove();
  }
}
