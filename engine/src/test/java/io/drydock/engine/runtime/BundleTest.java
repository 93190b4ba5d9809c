package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.Resources;
import io.drydock.container.Resources.Device;
import io.drydock.container.Resources.DeviceRequest;
import io.drydock.container.Resources.Devices;
import io.drydock.container.Resources.Ulimit;
import io.drydock.core.DrydockException;
import io.drydock.engine.runtime.BundleRequest.GivenNamespaces;
import io.drydock.engine.runtime.ContainerBox.Outcome;
import io.drydock.linux.HostSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes find in containers of the real runtime, by what the containers asked for. */
class BundleTest {
  @TempDir static Path directory;
  private static ContainerBox box;

  @BeforeAll
  static void open() throws IOException {
    box = ContainerBox.open(directory);
  }

  @AfterAll
  static void close() {
    if (box != null) {
      box.close();
    }
  }

  @Test
  void theEnvironmentIsDockersThenTheContainers() throws IOException {
    ContainerSpec spec = Changes.names(ContainerBox.spec("/bin/env"), "box", "");
    assertThat(box.run(spec).output().lines())
        .containsExactlyInAnyOrder(
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOSTNAME=box",
            "HOME=/root");
  }

  @Test
  void usersAndGroupsComeFromTheContainersFiles() throws IOException {
    assertThat(id("")).isEqualTo("uid=0(root) gid=0(root) groups=0(root) /root");
    assertThat(id("app"))
        .isEqualTo("uid=1000(app) gid=1001(app) groups=29(audio),1001(app) /home/app");
    assertThat(id("1000"))
        .isEqualTo("uid=1000(app) gid=1001(app) groups=29(audio),1001(app) /home/app");
    assertThat(id("app:video")).isEqualTo("uid=1000(app) gid=44(video) groups=44(video) /home/app");
    assertThat(id("4321")).isEqualTo("uid=4321 gid=0(root) groups=0(root) /");
    assertThat(id("4321:8765")).isEqualTo("uid=4321 gid=8765 groups=8765 /");
  }

  private String id(String user) throws IOException {
    return box.run(Changes.user(ContainerBox.shell("echo $(id) $HOME"), user)).output();
  }

  @Test
  void groupsCanBeAdded() throws IOException {
    var spec = Changes.security(ContainerBox.shell("id -G"), Changes.groups("video", "1234"));
    assertThat(box.run(spec).output().split(" ")).containsExactlyInAnyOrder("0", "44", "1234");
  }

  @Test
  void unknownNamesAreRefused() {
    assertThatThrownBy(() -> id("nobody"))
        .hasMessage("unable to find user nobody: no matching entries in passwd file");
    assertThatThrownBy(() -> id("app:nobody"))
        .hasMessage("unable to find group nobody: no matching entries in group file");
    assertThatThrownBy(() -> id("99999999999"))
        .hasMessage("uids and gids must be in range 0-2147483647");
  }

  /** A link in the image must not let the engine read the host's accounts. */
  @Test
  void accountsAreReadInsideTheRoot() throws IOException {
    Path outside = Files.writeString(directory.resolve("passwd"), "evil:x:0:0::/:/bin/sh\n");
    Path passwd = box.root().resolve("etc/passwd");
    String own = Files.readString(passwd);
    for (String target : List.of(outside.toString(), "../../../.." + outside)) {
      Files.delete(passwd);
      Files.createSymbolicLink(passwd, Path.of(target));
      assertThatThrownBy(() -> id("evil")).hasMessageContaining("unable to find user evil");
    }
    Files.delete(passwd);
    Files.writeString(passwd, own);
  }

  @Test
  void theWorkingDirectoryIsMadeInsideTheRoot() throws IOException {
    Files.createSymbolicLink(box.root().resolve("link"), Path.of("/../../tmp"));
    var spec = Changes.workingDir(ContainerBox.shell("pwd -P; stat -c '%a %u' ."), "/link/a/b");
    assertThat(box.run(spec).output()).isEqualTo("/tmp/a/b\n755 0");
    assertThatThrownBy(() -> box.run(Changes.workingDir(ContainerBox.spec("true"), "/bin/busybox")))
        .hasMessage("Cannot mkdir: /bin/busybox is not a directory");
  }

  @Test
  void namesOfTheHostAndDomainAreSet() throws IOException {
    var spec =
        Changes.names(
            ContainerBox.shell("hostname; cat /proc/sys/kernel/domainname"), "box", "example.org");
    assertThat(box.run(spec).output()).isEqualTo("box\nexample.org");
  }

  @Test
  void defaultMountsAreDockers() throws IOException {
    Outcome outcome = box.run(ContainerBox.shell("mount; ls /dev"));
    assertThat(outcome.output())
        .contains("proc on /proc type proc (rw,nosuid,nodev,noexec")
        .contains("tmpfs on /dev type tmpfs (rw,nosuid,")
        .contains("devpts on /dev/pts type devpts (rw,nosuid,noexec,relatime,gid=5,mode=620")
        .contains("sysfs on /sys type sysfs (ro,nosuid,nodev,noexec")
        .contains("mqueue on /dev/mqueue type mqueue (rw,nosuid,nodev,noexec")
        .contains("shm on /dev/shm type tmpfs (rw,nosuid,nodev,noexec,relatime,size=65536k")
        .contains("/sys/fs/cgroup");
    assertThat(outcome.output().lines())
        .contains("full", "null", "ptmx", "random", "tty", "urandom", "zero", "stdin", "fd");
  }

  @Test
  void mountsOfOthersReplaceDefaultOnes() throws IOException {
    Path shared = Files.createDirectory(directory.resolve("shared"));
    Files.writeString(shared.resolve("file"), "from the host");
    Outcome outcome =
        box.run(
            ContainerBox.shell("cat /data/file; touch /data/x; df -m /dev/shm | tail -1"),
            BundleMount.bind(shared, "/data", true),
            BundleMount.tmpfs("/dev/shm", List.of("size=3m", "exec")));
    assertThat(outcome.output())
        .contains("from the host")
        .contains("touch: /data/x: Read-only file system")
        .containsPattern("tmpfs +3 ");
  }

  @Test
  void optionsOfMemoryOverrideTheDefaults() {
    assertThat(BundleMount.tmpfs("/x", List.of("exec", "size=5m", "rw", "size=6m")).options())
        .containsExactly("exec", "nosuid", "nodev", "rprivate", "size=6m", "rw");
  }

  @Test
  void chosenDevicesAreThere() throws IOException {
    var spec =
        Changes.resources(
            ContainerBox.shell("ls -l /dev/mynull; echo x > /dev/mynull && echo written"),
            all ->
                Changes.devices(
                    all,
                    new Devices(
                        List.of(new Device("/dev/null", "/dev/mynull", "rw")),
                        List.of("c 10:200 rwm"),
                        List.of())));
    assertThat(box.run(spec).output()).contains("1,   3", "written");
  }

  @Test
  void devicesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> box.run(device(new Device("/dev/nothing", "/dev/x", "rwm"))))
        .hasMessage(
            "error gathering device information while adding custom device \"/dev/nothing\": no such"
                + " file or directory");
    assertThatThrownBy(() -> box.run(device(new Device("/etc/passwd", "/dev/x", "rwm"))))
        .hasMessageEndingWith("\"/etc/passwd\": not a device node");
  }

  private static ContainerSpec device(Device device) {
    return Changes.resources(
        ContainerBox.spec("true"),
        all -> Changes.devices(all, new Devices(List.of(device), List.of(), List.of())));
  }

  @Test
  void devicesOfDriversAreRefusedByName() {
    var request =
        new DeviceRequest("", -1, List.of(), List.of(List.of("gpu")), new LinkedHashMap<>());
    var spec =
        Changes.resources(
            ContainerBox.spec("true"),
            all -> Changes.devices(all, new Devices(List.of(), List.of(), List.of(request))));
    assertThatThrownBy(() -> box.run(spec))
        .hasMessage("could not select device driver \"\" with capabilities: [[gpu]]");
  }

  @Test
  void limitsOfProcessesAreSet() throws IOException {
    var spec =
        Changes.resources(
            ContainerBox.shell("ulimit -Sn; ulimit -Hn; cat /proc/self/oom_score_adj"),
            all -> Changes.oomScore(Changes.ulimits(all, new Ulimit("nofile", 100, 200)), 123));
    assertThat(box.run(spec).output()).isEqualTo("100\n200\n123");
  }

  @Test
  void limitsThatTheEngineCannotGiveAreRefused() {
    assumeFalse(
        Capabilities.of(HostSupport.detect().effectiveCapabilities())
            .contains(Capabilities.SYS_RESOURCE),
        "needs an engine without CAP_SYS_RESOURCE");
    var open = Changes.ulimits(Resources.UNLIMITED, new Ulimit("nofile", 1024, 1L << 40));
    assertThatThrownBy(() -> box.run(Changes.resources(ContainerBox.spec("true"), all -> open)))
        .isInstanceOf(DrydockException.class)
        .hasMessageStartingWith(
            "error setting rlimit nofile: operation not permitted: 1099511627776");
    var score = Changes.oomScore(Resources.UNLIMITED, -500);
    assertThatThrownBy(() -> box.run(Changes.resources(ContainerBox.spec("true"), all -> score)))
        .hasMessageContaining("oom_score_adj: permission denied");
  }

  @Test
  void anInitProgramRunsFirst() throws IOException {
    Path init = Path.of("/usr/bin/tini-static");
    assumeTrue(
        Files.exists(init) || Files.exists(Path.of("/usr/bin/catatonit")),
        "needs the package tini");
    var spec =
        Changes.host(
            ContainerBox.shell("tr '\\0' ' ' < /proc/1/cmdline; echo; echo $$"),
            BundleTest::withInit);
    assertThat(box.run(spec).output().lines().toList())
        .satisfies(lines -> {
          assertThat(lines.getFirst()).startsWith("/sbin/docker-init -- /bin/sh -c");
          assertThat(lines.getLast()).isNotEqualTo("1");
        });
  }

  private static HostConfig withInit(HostConfig host) {
    return new HostConfig(
        host.storage(),
        host.networking(),
        host.namespaces(),
        host.security(),
        host.resources(),
        host.logConfig(),
        host.restartPolicy(),
        false,
        Optional.of(true),
        "",
        host.annotations(),
        host.consoleSize(),
        "");
  }

  @Test
  void namespacesOfAnotherContainerAreJoined() throws IOException {
    BundleRequest first = box.launch(ContainerBox.spec("sleep", "1000"));
    int pid = box.runtime().state(first.id()).orElseThrow().pid();
    var namespaces =
        new GivenNamespaces(
            Optional.of(Path.of("/proc/" + pid + "/ns/net")),
            Optional.of(Path.of("/proc/" + pid + "/ns/pid")),
            Optional.of(Path.of("/proc/" + pid + "/ns/ipc")));
    var spec =
        Changes.namespaces(
            ContainerBox.shell("readlink /proc/self/ns/net; readlink /proc/self/ns/ipc; ps"),
            new Namespaces("", "container:x", "container:x", "", ""));
    BundleRequest plain = box.request(spec);
    Outcome outcome =
        box.run(
            new BundleRequest(
                plain.id(),
                spec,
                plain.root(),
                List.of(),
                namespaces,
                plain.cgroupParent(),
                Optional.empty()));
    assertThat(outcome.output())
        .contains(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString())
        .contains(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/ipc")).toString())
        .contains("sleep 1000");
  }

  @Test
  void sharedMemoryIsSharedAndGoesAway() throws IOException {
    Path place = Files.createDirectory(directory.resolve("shm"));
    SharedMemory.mount(place, 2 << 20);
    try {
      box.run(ContainerBox.shell("echo hello > /dev/shm/x"), SharedMemory.mountOf(place));
      Outcome second =
          box.run(
              ContainerBox.shell("cat /dev/shm/x; df -k /dev/shm | tail -1"),
              SharedMemory.mountOf(place));
      assertThat(second.output()).startsWith("hello").containsPattern("shm +2048 ");
    } finally {
      SharedMemory.unmount(place);
    }
    assertThat(place.resolve("x")).doesNotExist();
    SharedMemory.unmount(place);
  }

  @Test
  void furtherProcessesHaveTheContainersRightsUnlessPrivileged() throws IOException {
    BundleRequest request =
        box.launch(Changes.workingDir(ContainerBox.spec("sleep", "1000"), "/tmp"));
    String look = "id -u; pwd; echo $A $HOME; grep CapBnd /proc/self/status";
    Outcome plain = box.exec(request, exec(look, "", "", false));
    assertThat(plain.output()).isEqualTo("0\n/tmp\nb /root\nCapBnd:\t00000000a80425fb");
    Outcome changed = box.exec(request, exec(look, "app", "/etc", true));
    String all = "%016x".formatted(HostSupport.detect().effectiveCapabilities());
    assertThat(changed.output()).isEqualTo("1000\n/etc\nb /home/app\nCapBnd:\t" + all);
  }

  private static ExecOptions exec(
      String script, String user, String directory, boolean privileged) {
    return new ExecOptions(
        List.of("/bin/sh", "-c", script),
        List.of("A=b"),
        user,
        directory,
        privileged,
        false,
        new ConsoleSize(0, 0));
  }

  @Test
  void aTerminalHasItsSizeAndTerm() {
    var spec =
        Changes.host(
            Changes.terminal(ContainerBox.spec("true")),
            host ->
                new HostConfig(
                    host.storage(),
                    host.networking(),
                    host.namespaces(),
                    host.security(),
                    host.resources(),
                    host.logConfig(),
                    host.restartPolicy(),
                    false,
                    Optional.empty(),
                    "",
                    host.annotations(),
                    new ConsoleSize(24, 80),
                    ""));
    var process = Bundle.of(box.request(spec)).config().getAsJsonObject("process");
    assertThat(process.get("terminal").getAsBoolean()).isTrue();
    assertThat(process.getAsJsonObject("consoleSize").get("width").getAsInt()).isEqualTo(80);
    assertThat(process.get("env").toString()).contains("TERM=xterm");
  }

  @Test
  void aCommandIsNeeded() {
    ContainerSpec empty = ContainerBox.spec();
    assertThatThrownBy(() -> box.run(empty)).hasMessage("no command specified");
  }
}
