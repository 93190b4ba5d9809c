package io.drydock.linux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.linux.HostSupport;
import io.drydock.linux.KernelVersion;
import io.drydock.linux.syscall.LinuxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How commands end, and that nothing is left of them, whatever ends first. */
@Timeout(120)
class LifecycleTest {
  @TempDir Path temp;
  private BusyboxRoot root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = BusyboxRoot.make(temp);
  }

  private static Sandbox.Running start(SandboxSpec spec) {
    return Sandbox.start(spec, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }

  @Test
  void aProcessInTheBackgroundDiesWithTheCommand() throws Exception {
    long begin = System.nanoTime();
    String marker = "9" + ProcessHandle.current().pid();
    Sandbox.Result result = start(root.shell("sleep " + marker + " & sleep 0.1")).await();
    assertThat(result.exitCode()).isZero();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(20);
    assertThat(processesWith(marker)).isEmpty();
  }

  @Test
  void killEndsACommandAndMayComeLate() throws Exception {
    Sandbox.Running running = start(root.shell("sleep 1000; echo never"));
    running.kill();
    assertThat(running.await()).isEqualTo(new Sandbox.Result(137, 9, false));
    running.kill();
  }

  @Test
  void anInterruptedWaitKillsTheCommandAndSeesItGone() throws Exception {
    String marker = "8" + ProcessHandle.current().pid();
    Sandbox.Running running = start(root.spec("sleep", marker));
    Thread.currentThread().interrupt();
    assertThatThrownBy(running::await).isInstanceOf(InterruptedException.class);
    assertThat(processesWith(marker)).isEmpty();
    assertThat(root.work()).isEmptyDirectory();
  }

  @Test
  void aCommandWhoseOutputNobodyTakesIsKilled() throws Exception {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space");
          }
        };
    Sandbox.Running running =
        Sandbox.start(root.shell("yes"), full, OutputStream.nullOutputStream());
    assertThatThrownBy(running::await)
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("no space");
  }

  @Test
  void eightAtOnceDoNotDisturbEachOther() throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<Future<String>>();
      for (int i = 0; i < 8; i++) {
        SandboxSpec spec = root.shell("echo $$ > /own; hostname; cat /own; ls / | wc -l");
        Callable<String> task = () -> BusyboxRoot.run(spec).output();
        results.add(executor.submit(task));
      }
      for (Future<String> result : results) {
        assertThat(result.get()).isEqualTo("buildkitsandbox\n1\n8\n");
      }
    }
  }

  @Test
  void nothingIsLeftAfterManyCommandsGoodAndBad() throws Exception {
    start(root.spec("true")).await(); // the watchdog and the pools exist from here on
    Set<String> mounts = Set.copyOf(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    Set<String> files = openFiles();
    for (int i = 0; i < 15; i++) {
      start(root.shell("echo x; sleep 100 & true")).await();
      assertThatThrownBy(() -> start(root.spec("nosuch"))).isInstanceOf(DrydockException.class);
      SandboxSpec impossible =
          Specs.root(
              root.spec("true"),
              new SandboxSpec.Root.Overlay(
                  List.of(temp.resolve("missing")), root.upper(), root.work()));
      assertThatThrownBy(() -> start(impossible)).isInstanceOf(LinuxException.class);
    }
    assertThat(Set.copyOf(Files.readAllLines(Path.of("/proc/self/mountinfo")))).isEqualTo(mounts);
    assertThat(openFiles()).isEqualTo(files);
    assertThat(threads()).noneMatch(name -> name.startsWith("drydock-sandbox"));
    assertThat(ProcessHandle.current().children().count()).as("the watchdog").isEqualTo(1);
  }

  @Test
  void theWaysForOlderKernelsWorkToo() throws Exception {
    for (int i = 0; i < 150; i++) {
      Path layer = Files.createDirectory(temp.resolve("a layer, with: odd\\name " + i));
      Files.writeString(layer.resolve("f" + i), "");
      root.lower().add(layer);
    }
    var old =
        new HostSupport(new KernelVersion(6, 1), HostSupport.detect().effectiveCapabilities());
    var output = new ByteArrayOutputStream();
    SandboxSpec spec =
        root.shell(
            "ls -d /f* | wc -l; echo $$; cd /proc; for p in [0-9]*; do echo $p; done; echo x > /made");
    Sandbox.Result result =
        Sandbox.start(spec, old, StreamChannels::withoutInput, output, System.err).await();
    assertThat(result.exitCode()).isZero();
    assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("150\n1\n1\n");
    assertThat(root.upper().resolve("made")).exists();
  }

  @Test
  void aHostThatCannotIsToldWhatToDo() {
    var ancient = new HostSupport(new KernelVersion(4, 19), -1);
    assertThatThrownBy(ancient::isolation)
        .isInstanceOfSatisfying(DrydockException.class, e -> assertThat(e.hint()).isPresent());
    var plain = new HostSupport(new KernelVersion(6, 18), 0);
    assertThatThrownBy(plain::isolation)
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.hint().orElseThrow()).contains("root"));
  }

  @Test
  void aKilledVirtualMachineLeavesNoProcess() throws Exception {
    for (int delay : new int[] {0, 3, 40}) {
      killVirtualMachineAfter(delay);
    }
  }

  /** At every moment of a start, which takes a few milliseconds. */
  @Test
  @Tag("nightly")
  @Timeout(600)
  void aVirtualMachineKilledAtAnyMomentLeavesNoProcess() throws Exception {
    for (int round = 0; round < 60; round++) {
      killVirtualMachineAfter(round);
    }
  }

  private void killVirtualMachineAfter(int milliseconds) throws Exception {
    String marker = "7" + ProcessHandle.current().pid();
    Path directory = Files.createDirectory(temp.resolve("victim" + milliseconds));
    Process victim =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                directory.toString(),
                marker)
            .redirectErrorStream(true)
            .start();
    assertThat(victim.getInputStream().read()).isEqualTo('s');
    Thread.sleep(milliseconds);
    victim.destroyForcibly().waitFor();
    awaitNone(marker);
    awaitNoneAtTheGate(directory);
  }

  /** A child that has not executed its command yet looks like the virtual machine itself. */
  private static void awaitNoneAtTheGate(Path directory) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (victims(directory) > 0 && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(victims(directory)).isZero();
  }

  private static long victims(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
          .filter(path -> commandLine(path).contains(Victim.class.getName() + "\0" + directory))
          .count();
    }
  }

  /** Starts sandboxes until it is killed; says so when the first runs. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] args) throws Exception {
      var root = BusyboxRoot.make(Path.of(args[0]));
      for (int i = 0; ; i++) {
        var output = new ByteArrayOutputStream();
        Sandbox.Running running =
            Sandbox.start(
                root.shell("sleep " + args[1] + " & echo ready; exec sleep " + args[1]),
                output,
                System.err);
        if (i == 2) {
          System.out.print('s');
          System.out.flush();
        }
        if (i % 3 == 0) {
          running.kill();
          running.await();
        }
      }
    }
  }

  private static void awaitNone(String marker) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!processesWith(marker).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(processesWith(marker)).isEmpty();
  }

  /** All processes but zombies whose command line has the text, and this test's children. */
  private static List<String> processesWith(String text) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
          .map(LifecycleTest::commandLine)
          .filter(line -> line.contains("sleep\0" + text))
          .toList();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static Set<String> openFiles() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.map(LifecycleTest::target)
          .filter(target -> !target.startsWith("/proc/"))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "/proc/closed";
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
  }
}
