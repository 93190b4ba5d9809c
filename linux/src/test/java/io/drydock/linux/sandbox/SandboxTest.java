package io.drydock.linux.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.linux.HostSupport;
import io.drydock.linux.sandbox.BusyboxRoot.Outcome;
import io.drydock.linux.sandbox.SandboxSpec.Mount;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.sandbox.SandboxSpec.User;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command sees, and what it leaves. */
@Timeout(60)
class SandboxTest {
  @TempDir Path temp;
  private BusyboxRoot root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = BusyboxRoot.make(temp);
  }

  private Outcome shell(String script) throws Exception {
    return BusyboxRoot.run(root.shell(script));
  }

  private String output(String script) throws Exception {
    Outcome outcome = shell(script);
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.result().exitCode()).isZero();
    return outcome.output().strip();
  }

  @Test
  void theCommandIsTheFirstProcessAndSeesOnlyItsOwn() throws Exception {
    assertThat(output("echo $$; cd /proc; for p in [0-9]*; do echo $p; done")).isEqualTo("1\n1");
    assertThat(output("readlink /proc/self/ns/pid"))
        .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
  }

  @Test
  void seesTheLayersStackedAndWritesToTheUpperOne() throws Exception {
    Path second = temp.resolve("second");
    Files.createDirectories(second.resolve("etc"));
    Files.writeString(second.resolve("etc/passwd"), "over\n");
    root.lower().add(second);

    assertThat(output("cat /etc/passwd; echo new > /made; rm /etc/hostname; mkdir /d; mv /d /e"))
        .isEqualTo("over");
    assertThat(root.upper().resolve("made")).hasContent("new");
    assertThat(root.upper().resolve("e")).isDirectory();
    assertThat(Files.getAttribute(root.upper().resolve("etc/hostname"), "unix:rdev"))
        .as("a whiteout")
        .isEqualTo(0L);
    assertThat(root.work()).isEmptyDirectory();
  }

  @Test
  void leavesNothingInTheLayerOfACommandThatWritesNothing() throws Exception {
    assertThat(shell("true").result().exitCode()).isZero();
    assertThat(root.upper()).isEmptyDirectory();
  }

  @Test
  void aSkeletonBelowKeepsTheLayerOfAnImageWithoutMountPointsClean() throws Exception {
    for (String name :
        List.of(
            "etc/hosts",
            "etc/hostname",
            "etc/resolv.conf",
            "etc/passwd",
            "etc",
            "proc",
            "sys",
            "dev")) {
      Files.delete(root.base().resolve(name));
    }
    Path skeleton = temp.resolve("skeleton");
    Skeleton.make(skeleton);
    Skeleton.make(skeleton);
    root.lower().addFirst(skeleton);
    SandboxSpec spec = root.shell("cat /etc/hosts; ls /etc");
    Outcome outcome =
        BusyboxRoot.run(Specs.files(spec, Map.of("/etc/hosts", "here\n".getBytes(UTF_8))));
    assertThat(outcome.output()).isEqualTo("here\nhostname\nhosts\nresolv.conf\n");
    assertThat(root.upper()).isEmptyDirectory();
  }

  @Test
  void withoutASkeletonMadeMountPointsAreRemoved() throws Exception {
    Files.delete(root.base().resolve("proc"));
    Files.delete(root.base().resolve("sys"));
    assertThat(shell("test -d /proc/1 -a -d /sys/class").result().exitCode()).isZero();
    assertThat(root.upper()).isEmptyDirectory();
  }

  @Test
  void exitCodesAndSignalsAreToldApart() throws Exception {
    assertThat(shell("exit 0").result()).isEqualTo(new Sandbox.Result(0, 0, false));
    assertThat(shell("exit 42").result()).isEqualTo(new Sandbox.Result(42, 0, false));
    assertThat(shell("sh -c 'kill -9 $$'; exit $?").result().exitCode()).isEqualTo(137);
    assertThat(shell("nosuchcommand").result().exitCode()).isEqualTo(127);
  }

  @Test
  void aCommandThatIsNotThereIsToldInDockersWords() {
    assertStartFails(127, "exec: \"foo\": executable file not found in $PATH", "foo");
    assertStartFails(
        127, "exec: \"/bin/foo\": stat /bin/foo: no such file or directory", "/bin/foo");
    assertStartFails(126, "exec: \"/etc/passwd\": permission denied", "/etc/passwd");
    assertStartFails(126, "exec: \"/tmp\": is a directory", "/tmp");
  }

  @Test
  void aFileThatIsNoProgramIsToldInDockersWords() throws Exception {
    Files.writeString(root.base().resolve("bin/script"), "no magic\n");
    assertThat(root.base().resolve("bin/script").toFile().setExecutable(true)).isTrue();
    assertStartFails(126, "exec script: exec format error", "script");
  }

  private void assertStartFails(int exitCode, String message, String... command) {
    assertThatThrownBy(() -> BusyboxRoot.run(root.spec(command)))
        .isInstanceOfSatisfying(
            CommandStartException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(exitCode);
              assertThat(e).hasMessage(message);
            });
    assertThat(root.upper()).isEmptyDirectory();
    assertThat(root.work()).isEmptyDirectory();
  }

  @Test
  void outputOfAnySizeArrivesWholeAndApart() throws Exception {
    Outcome outcome = shell("dd if=/dev/zero bs=65536 count=160 2>/dev/null & echo oops >&2; wait");
    assertThat(outcome.output()).hasSize(160 * 65536);
    assertThat(outcome.errors()).isEqualTo("oops\n");
  }

  @Test
  void inputArrivesWholeAndEnds() throws Exception {
    byte[] input = new byte[5_000_000];
    new Random(1).nextBytes(input);
    var output = new ByteArrayOutputStream();
    Sandbox.Result result =
        Sandbox.start(
                root.spec("cat"),
                new ByteArrayInputStream(input),
                output,
                OutputStream.nullOutputStream())
            .await();
    assertThat(result.exitCode()).isZero();
    assertThat(output.toByteArray()).isEqualTo(input);
  }

  @Test
  void aCommandNeedNotReadItsInput() throws Exception {
    byte[] input = new byte[5_000_000];
    var output = new ByteArrayOutputStream();
    Sandbox.start(
            root.shell("head -c 3 | wc -c"),
            new ByteArrayInputStream(input),
            output,
            OutputStream.nullOutputStream())
        .await();
    assertThat(output.toString(UTF_8).strip()).isEqualTo("3");
  }

  @Test
  void withoutInputTheCommandReadsAnEnd() throws Exception {
    assertThat(output("wc -c")).isEqualTo("0");
  }

  @Test
  void hasDockersDevices() throws Exception {
    assertThat(output("ls /dev").lines())
        .containsExactly(
            "core", "fd", "full", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr",
            "stdin", "stdout", "tty", "urandom", "zero");
    assertThat(output("echo x > /dev/null; head -c 4 /dev/zero | wc -c; echo a > /dev/shm/a"))
        .isEqualTo("4");
    assertThat(output("stat -c %a /dev/null /dev/shm /dev/fd/. | head -2")).isEqualTo("666\n1777");
  }

  @Test
  void runsInItsDirectoryWhichIsMadeWhenMissing() throws Exception {
    SandboxSpec spec = root.shell("pwd; echo $HOME; umask");
    Outcome outcome = BusyboxRoot.run(Specs.in(spec, "/srv/made/here"));
    assertThat(outcome.output()).isEqualTo("/srv/made/here\n/root\n0022\n");
    assertThat(root.upper().resolve("srv/made/here")).isDirectory();
  }

  @Test
  void runsAsTheUserWithTheGroups() throws Exception {
    SandboxSpec spec = root.shell("id; touch /root/x 2>/dev/null || echo refused; touch /tmp/x");
    assertThat(root.base().resolve("tmp").toFile().setWritable(true, false)).isTrue();
    Outcome outcome = BusyboxRoot.run(Specs.as(spec, new User(1000, 1001, List.of(7, 8))));
    assertThat(outcome.output()).isEqualTo("uid=1000 gid=1001 groups=7,8\nrefused\n");
    assertThat(Files.getAttribute(root.upper().resolve("tmp/x"), "unix:uid")).isEqualTo(1000);
  }

  @Test
  void theHostsFilesNeverShowInTheLayer() throws Exception {
    Files.delete(root.base().resolve("etc/hosts"));
    var before = Files.getLastModifiedTime(root.base().resolve("etc"));
    SandboxSpec spec = root.shell("cat /etc/hosts /etc/resolv.conf; echo x >> /etc/hosts");
    Outcome outcome =
        BusyboxRoot.run(
            Specs.files(
                spec,
                Map.of(
                    "/etc/hosts", "127.0.0.1 localhost\n".getBytes(UTF_8),
                    "/etc/resolv.conf", "nameserver 192.0.2.1\n".getBytes(UTF_8))));

    assertThat(outcome.output()).isEqualTo("127.0.0.1 localhost\nnameserver 192.0.2.1\n");
    assertThat(outcome.errors()).contains("Read-only file system");
    assertThat(root.upper().resolve("etc/hosts")).doesNotExist();
    assertThat(Files.getLastModifiedTime(root.upper().resolve("etc"))).isEqualTo(before);
  }

  @Test
  void filesFollowLinksInsideTheRoot() throws Exception {
    Files.delete(root.base().resolve("etc/resolv.conf"));
    Files.createSymbolicLink(
        root.base().resolve("etc/resolv.conf"), Path.of("../run/systemd/resolv.conf"));
    SandboxSpec spec = root.shell("cat /run/systemd/resolv.conf; test -L /etc/resolv.conf");
    Outcome outcome =
        BusyboxRoot.run(Specs.files(spec, Map.of("/etc/resolv.conf", "here\n".getBytes(UTF_8))));
    assertThat(outcome.output()).isEqualTo("here\n");
    assertThat(outcome.result().exitCode()).isZero();
    assertThat(root.upper().resolve("run")).doesNotExist();
  }

  @Test
  void bindsAreReadOnlyOrNotAndLeaveNoMountPoint() throws Exception {
    Path source = Files.createDirectory(temp.resolve("source"));
    Files.writeString(source.resolve("in"), "data\n");
    SandboxSpec spec =
        root.shell("cat /cache/in; echo x > /ro/deep/y; echo z > /cache/out; cat /one");
    Outcome outcome =
        BusyboxRoot.run(
            Specs.mounts(
                spec,
                new Mount.Bind(source, "/cache", false),
                new Mount.Bind(source, "/ro/deep", true),
                new Mount.Bind(source.resolve("in"), "/one", true)));
    assertThat(outcome.output()).isEqualTo("data\ndata\n");
    assertThat(outcome.errors()).contains("Read-only file system");
    assertThat(source.resolve("out")).hasContent("z");
    assertThat(source.resolve("y")).doesNotExist();
    assertThat(root.upper()).isEmptyDirectory();
  }

  @Test
  void overlayBindsTakeWritesWithoutKeepingThem() throws Exception {
    Path layer = temp.resolve("layer");
    Files.createDirectories(layer.resolve("sub"));
    Files.writeString(layer.resolve("sub/a"), "a\n");
    Path upper = Files.createDirectory(temp.resolve("u"));
    Path work = Files.createDirectory(temp.resolve("w"));
    SandboxSpec spec = root.shell("cat /m/a; echo b > /m/b; ls /m");
    Outcome outcome =
        BusyboxRoot.run(
            Specs.mounts(
                spec, new Mount.OverlayBind(List.of(layer), "sub", upper, work, "/m", false)));
    assertThat(outcome.output()).isEqualTo("a\na\nb\n");
    assertThat(layer.resolve("sub/b")).doesNotExist();
    assertThat(upper.resolve("sub/b")).hasContent("b");
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void secretsAndTemporaryFilesStayInMemory() throws Exception {
    SandboxSpec spec =
        root.shell(
            "cat /run/secrets/key; stat -c '%a %u' /run/secrets/key; echo x > /scratch/x;"
                + " grep ' /scratch ' /proc/mounts | cut -d' ' -f3");
    Outcome outcome =
        BusyboxRoot.run(
            Specs.mounts(
                spec,
                new Mount.Content("/run/secrets/key", "s3cret\n".getBytes(UTF_8), 0400, 5, 6),
                new Mount.Tmpfs("/scratch", 1 << 20, 0755)));
    assertThat(outcome.output()).isEqualTo("s3cret\n400 5\ntmpfs\n");
    assertThat(root.upper()).isEmptyDirectory();
  }

  @Test
  void aRootCanBeADirectoryChangedInPlace() throws Exception {
    SandboxSpec spec =
        Specs.root(root.shell("echo x > /made"), new SandboxSpec.Root.Directory(root.base()));
    Files.delete(root.base().resolve("etc/hosts"));
    assertThat(
            BusyboxRoot.run(Specs.files(spec, Map.of("/etc/hosts", new byte[] {'\n'})))
                .result()
                .exitCode())
        .isZero();
    assertThat(root.base().resolve("made")).hasContent("x");
    assertThat(root.base().resolve("etc/hosts")).doesNotExist();
  }

  @Test
  void withoutNetworkThereIsOnlyALoopbackThatWorks() throws Exception {
    SandboxSpec spec =
        root.shell("ls /sys/class/net; ping -c 1 -W 2 127.0.0.1 >/dev/null && echo up");
    Outcome outcome = BusyboxRoot.run(Specs.network(spec, Network.NONE));
    assertThat(outcome.output()).isEqualTo("lo\nup\n");
  }

  @Test
  void manyLayersStack() throws Exception {
    for (int i = 0; i < 200; i++) {
      Path layer = Files.createDirectory(temp.resolve("layer" + i));
      Files.writeString(layer.resolve("f" + i), "");
      Files.writeString(layer.resolve("top"), i + "\n");
      root.lower().add(layer);
    }
    assertThat(output("ls -d /f* | wc -l; cat /top")).isEqualTo("200\n199");
  }

  @Test
  void limitsAreDockersOrThoseAskedFor() throws Exception {
    boolean mayRaise = (HostSupport.detect().effectiveCapabilities() >>> 24 & 1) != 0;
    assertThat(output("ulimit -n"))
        .matches(limit -> !mayRaise || limit.equals("1048576"), "Docker's where root may raise it");
    var limits =
        new SandboxSpec.Limits(
            1 << 20,
            List.of(
                new SandboxSpec.ResourceLimit(SandboxSpec.Resource.NOFILE, 100, 200),
                new SandboxSpec.ResourceLimit(SandboxSpec.Resource.CORE, 0, -1)));
    SandboxSpec spec = root.shell("ulimit -n; ulimit -Hn; ulimit -c; df -k /dev/shm | tail -1");
    assertThat(BusyboxRoot.run(Specs.limits(spec, limits)).output())
        .startsWith("100\n200\n0\n")
        .contains(" 1024 ");
  }

  @Test
  void inputThatNeverComesDoesNotKeepTheCommand() throws Exception {
    var over = new CountDownLatch(1);
    var never =
        new InputStream() {
          @Override
          public int read() {
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        };
    var output = new ByteArrayOutputStream();
    Sandbox.Result result =
        Sandbox.start(root.shell("echo done"), never, output, OutputStream.nullOutputStream())
            .await();
    over.countDown();
    assertThat(result.exitCode()).isZero();
    assertThat(output.toString(UTF_8)).isEqualTo("done\n");
  }
}
