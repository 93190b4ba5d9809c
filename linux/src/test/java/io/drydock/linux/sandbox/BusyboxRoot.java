package io.drydock.linux.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.linux.HostSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small root file system of the host's static busybox, and sandboxes on it. */
final class BusyboxRoot {
  static final Path BUSYBOX = Path.of("/bin/busybox");
  static final List<String> ENVIRONMENT = List.of("PATH=/bin", "HOME=/root");

  private final Path directory;
  private final List<Path> lower = new ArrayList<>();
  private int steps;

  private BusyboxRoot(Path directory) {
    this.directory = directory;
  }

  /** Makes one below the directory; skips the test where sandboxes or busybox are not to be had. */
  static BusyboxRoot make(Path directory) throws IOException {
    assumeTrue(Files.isExecutable(BUSYBOX), "needs the package busybox-static");
    assumeTrue(canIsolate(), "needs root's rights");
    var root = new BusyboxRoot(directory);
    Path base = Files.createDirectories(directory.resolve("base"));
    for (String name : List.of("bin", "etc", "root", "tmp", "proc", "sys", "dev")) {
      Files.createDirectory(base.resolve(name));
    }
    Files.copy(BUSYBOX, base.resolve("bin/busybox"));
    for (String name : applets()) {
      Files.createSymbolicLink(base.resolve("bin/" + name), Path.of("busybox"));
    }
    Files.writeString(base.resolve("etc/passwd"), "root:x:0:0::/root:/bin/sh\n");
    for (String name : List.of("hosts", "resolv.conf", "hostname")) {
      Files.createFile(base.resolve("etc/" + name));
    }
    root.lower.add(base);
    return root;
  }

  private static boolean canIsolate() {
    try {
      HostSupport.detect().isolation();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static List<String> applets() throws IOException {
    Process list = new ProcessBuilder(BUSYBOX.toString(), "--list").start();
    try (InputStream names = list.getInputStream()) {
      return new String(names.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(name -> !name.equals("busybox"))
          .toList();
    }
  }

  List<Path> lower() {
    return lower;
  }

  Path base() {
    return lower.getFirst();
  }

  /** What the last step wrote. */
  Path upper() {
    return directory.resolve("step" + steps + "/upper");
  }

  Path work() {
    return directory.resolve("step" + steps + "/work");
  }

  SandboxSpec.Root.Overlay nextStep() throws IOException {
    steps++;
    Files.createDirectories(upper());
    Files.createDirectories(work());
    return new SandboxSpec.Root.Overlay(lower, upper(), work());
  }

  /** A step as Docker would run it; the test changes what it is about. */
  SandboxSpec spec(String... args) throws IOException {
    return new SandboxSpec(
        nextStep(),
        List.of(args),
        ENVIRONMENT,
        "/",
        SandboxSpec.User.ROOT,
        "buildkitsandbox",
        SandboxSpec.Network.HOST,
        SandboxSpec.Security.SANDBOX,
        List.of(),
        Map.of());
  }

  SandboxSpec shell(String script) throws IOException {
    return spec("/bin/sh", "-c", script);
  }

  record Outcome(Sandbox.Result result, String output, String errors) {}

  static Outcome run(SandboxSpec spec) throws InterruptedException {
    var output = new ByteArrayOutputStream();
    var errors = new ByteArrayOutputStream();
    Sandbox.Result result = Sandbox.start(spec, output, errors).await();
    return new Outcome(
        result, output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }
}
