package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.Storage;
import io.drydock.core.DrydockException;
import io.drydock.engine.runtime.ContainerBox.Outcome;
import io.drydock.linux.HostSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes of a container can and cannot do, tried inside containers of the real runtime. */
class ConfinementTest {
  private static final String DEFAULT_MASK = "00000000a80425fb";

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

  private Outcome sh(String script) throws IOException {
    return box.run(ContainerBox.shell(script));
  }

  @Test
  void theDefaultContainerHasDockersRights() throws IOException {
    String status = sh("cat /proc/self/status").output();
    for (String set : List.of("CapPrm", "CapEff", "CapBnd")) {
      assertThat(status).contains(set + ":\t" + DEFAULT_MASK);
    }
    assertThat(status)
        .contains("CapInh:\t0000000000000000", "CapAmb:\t0000000000000000")
        .contains("Seccomp:\t2", "NoNewPrivs:\t0");
  }

  @Test
  void theDefaultContainerCannotReachTheHost() throws IOException {
    Outcome outcome =
        sh(
            """
            try() { if "$@" >/dev/null 2>&1; then echo "COULD $*"; fi; }
            mkdir -p /tmp/m
            try mount -t tmpfs none /tmp/m
            try mount --bind /bin /tmp/m
            try umount /proc
            try unshare -m true
            try unshare -U true
            try unshare -n true
            try insmod /bin/busybox
            try rmmod loop
            try sh -c '! date -s 2001-01-01 2>&1 | grep "t set date"'
            try hwclock -w
            try hostname other
            try ip link add dummy9 type dummy
            try dmesg
            try chroot / mount -t proc proc /tmp/m
            try sh -c 'echo 1 > /proc/sys/kernel/panic'
            try sh -c 'echo b > /proc/sysrq-trigger'
            try sh -c 'echo 1 > /proc/irq/default_smp_affinity'
            try sh -c 'echo 1 > /sys/power/state'
            try sh -c 'mkdir /sys/fs/cgroup/memory/escape'
            try sh -c 'mknod /tmp/disk b 7 0 && head -c1 /tmp/disk'
            try sh -c 'mknod /tmp/mem c 1 1 && head -c1 /tmp/mem'
            try test -s /proc/kcore
            try test -s /proc/keys
            try test -e /sys/firmware/memmap
            try nice -n -5 true
            try sh -c 'echo -1000 > /proc/self/oom_score_adj'
            echo done
            """);
    assertThat(outcome.output()).isEqualTo("done");
  }

  @Test
  void theDefaultContainerSeesOnlyItsOwnProcesses() throws IOException {
    Outcome outcome = sh("ls -d /proc/[0-9]* | wc -l; kill -9 " + ProcessHandle.current().pid());
    assertThat(outcome.output().lines().map(String::strip)).anyMatch(each -> each.matches("[1-4]"));
    assertThat(outcome.exitCode()).isNotZero();
  }

  /** Perl, which every Debian has, makes the call: a file system of busybox has no tracer. */
  @Test
  void theDefaultContainerTracesNothingOutside() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "needs perl");
    int call = System.getProperty("os.arch").equals("amd64") ? 101 : 117;
    long outside = ProcessHandle.current().pid();
    String script =
        """
        attach() {
          chroot /host perl -e 'exit(syscall(%d, 16, $ARGV[0] + 0, 0, 0) == 0 ? 0 : $! + 0)' $1
          echo $?
        }
        sleep 100 &
        attach $!
        attach %d
        head -c 1 /proc/%d/mem && echo memory
        ls /proc/%d/root/ && echo root
        kill -9 $!
        """
            .formatted(call, outside, outside, outside);
    BundleMount host = BundleMount.bind(Path.of("/"), "/host", true);
    assertThat(box.run(ContainerBox.shell(script), host).output().lines())
        .as("its own process is traced, another is not there")
        .containsSubsequence("0", "3")
        .doesNotContain("memory", "root");
    var shared =
        Changes.namespaces(ContainerBox.shell(script), new Namespaces("", "", "host", "", ""));
    assertThat(box.run(shared, host).output().lines())
        .as("one that it sees must not be traced")
        .containsSubsequence("0", "1")
        .doesNotContain("memory", "root");
  }

  @Test
  void twoContainersDoNotSeeEachOther() throws IOException {
    box.launch(ContainerBox.shell("exec sleep 98765"));
    assertThat(sh("ps -o args | grep -v grep | grep -c 'sleep 98765'").output()).isEqualTo("0");
  }

  @Test
  void aPrivilegedContainerCanMountAndSetParametersOfTheKernel() throws IOException {
    var spec =
        Changes.security(
            ContainerBox.shell(
                """
                mkdir -p /tmp/m && mount -t tmpfs none /tmp/m && echo mounted
                test -w /proc/sys/kernel/panic && cat /proc/sys/kernel/panic > /tmp/p && echo writable
                test -c /dev/kmsg && echo devices
                grep -E 'CapEff|Seccomp:' /proc/self/status
                """),
            Changes.privileged());
    String all = "%016x".formatted(HostSupport.detect().effectiveCapabilities());
    assertThat(box.run(spec).output())
        .contains("mounted", "writable", "devices", "CapEff:\t" + all, "Seccomp:\t0");
  }

  @Test
  void rightsAreAddedAndDropped() throws IOException {
    assertThat(mask(List.of(), List.of("ALL"))).isEqualTo("0000000000000000");
    assertThat(mask(List.of("net_admin"), List.of("ALL"))).isEqualTo("0000000000001000");
    assertThat(mask(List.of("CAP_SYS_PTRACE"), List.of("MKNOD", "net_raw")))
        .isEqualTo("%016x".formatted((0xa80425fbL | 1 << 19) & ~(1L << 27) & ~(1L << 13)));
    long all = HostSupport.detect().effectiveCapabilities();
    assertThat(mask(List.of("ALL"), List.of("SYS_ADMIN")))
        .isEqualTo("%016x".formatted(all & ~(1L << 21)));
  }

  private String mask(List<String> added, List<String> dropped) throws IOException {
    var spec =
        Changes.security(
            ContainerBox.spec("grep", "CapBnd", "/proc/self/status"),
            Changes.capabilities(added, dropped));
    return box.run(spec).output().replace("CapBnd:\t", "");
  }

  @Test
  void aRightThatTheEngineLacksIsNamed() {
    var own = Capabilities.of(HostSupport.detect().effectiveCapabilities());
    org.junit.jupiter.api.Assumptions.assumeFalse(
        own.contains("CAP_SYS_RESOURCE"), "needs an engine without CAP_SYS_RESOURCE");
    var spec =
        Changes.security(
            ContainerBox.spec("true"), Changes.capabilities(List.of("SYS_RESOURCE"), List.of()));
    assertThatThrownBy(() -> box.run(spec))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("cannot give a container CAP_SYS_RESOURCE");
  }

  @Test
  void aReadOnlyRootIsReadOnlyButForItsMounts() throws IOException {
    var spec =
        Changes.host(
            ContainerBox.shell("touch /x; touch /run/y && echo run; touch /dev/shm/z && echo shm"),
            host ->
                host.withStorage(
                    new Storage(
                        List.of(),
                        List.of(),
                        host.storage().tmpfs(),
                        List.of(),
                        "",
                        true,
                        host.storage().options())));
    Outcome outcome = box.run(spec, BundleMount.tmpfs("/run", List.of("size=1m")));
    assertThat(outcome.output()).contains("touch: /x: Read-only file system", "run", "shm");
    assertThat(box.root().resolve("x")).doesNotExist();
  }

  @Test
  void noNewPrivilegesIsPassedOn() throws IOException {
    var spec =
        Changes.security(
            ContainerBox.spec("grep", "NoNewPrivs", "/proc/self/status"),
            Changes.options("no-new-privileges:true"));
    assertThat(box.run(spec).output()).isEqualTo("NoNewPrivs:\t1");
  }

  @Test
  void systemPathsCanBeOpened() throws IOException {
    var spec =
        Changes.security(
            ContainerBox.shell("test -w /proc/sys/kernel/panic && echo writable"),
            Changes.options("systempaths=unconfined"));
    assertThat(box.run(spec).output()).isEqualTo("writable");
  }

  @Test
  void seccompCanBeLeftOutOrGiven() throws IOException {
    var status = ContainerBox.spec("grep", "Seccomp:", "/proc/self/status");
    assertThat(box.run(Changes.security(status, Changes.options("seccomp=unconfined"))).output())
        .isEqualTo("Seccomp:\t0");
    String profile =
        """
        {"defaultAction": "SCMP_ACT_ALLOW",
         "archMap": [{"architecture": "SCMP_ARCH_X86_64", "subArchitectures": ["SCMP_ARCH_X86"]},
                     {"architecture": "SCMP_ARCH_AARCH64", "subArchitectures": []}],
         "syscalls": [
           {"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO", "errnoRet": 28},
           {"names": ["rmdir", "unlinkat"], "action": "SCMP_ACT_ERRNO",
            "includes": {"caps": ["CAP_SYS_ADMIN"]}},
           {"name": "symlink", "action": "SCMP_ACT_ERRNO", "excludes": {"caps": ["CAP_CHOWN"]}}]}
        """;
    var spec =
        Changes.security(
            ContainerBox.shell(
                "exec 2>&1; mkdir /tmp/d; rmdir /root && echo removed; ln -s a /l && echo linked"),
            Changes.options("seccomp=" + profile));
    assertThat(box.run(spec).output())
        .isEqualTo(
            "mkdir: can't create directory '/tmp/d': No space left on device\nremoved\nlinked");
  }

  @Test
  void namespacesOfTheHostAreShared() throws IOException {
    var spec =
        Changes.namespaces(
            ContainerBox.shell(
                "for n in pid ipc uts net cgroup; do readlink /proc/self/ns/$n; done"),
            new Namespaces("host", "host", "host", "", "host"));
    Outcome outcome =
        box.run(
            Changes.host(
                spec,
                host ->
                    host.withNetworking(
                        new io.drydock.container.Networking(
                            "host",
                            host.networking().portBindings(),
                            false,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of()))));
    for (String name : List.of("pid", "ipc", "uts", "net", "cgroup")) {
      assertThat(outcome.output())
          .contains(Files.readSymbolicLink(Path.of("/proc/self/ns/" + name)).toString());
    }
  }

  @Test
  void aPrivateCgroupNamespaceHidesWhereTheContainerLies() throws IOException {
    var spec =
        Changes.namespaces(
            ContainerBox.spec("cat", "/proc/self/cgroup"),
            new Namespaces("private", "", "", "", ""));
    assertThat(box.run(spec).output()).doesNotContain("drydock-test");
  }

  @Test
  void parametersOfOwnNamespacesAreSet() throws IOException {
    var spec =
        Changes.security(
            ContainerBox.shell(
                "cd /proc/sys && cat kernel/shm_rmid_forced net/ipv4/ip_forward"
                    + " net/ipv4/ip_unprivileged_port_start"),
            Changes.sysctls(Map.of("kernel.shm_rmid_forced", "1", "net.ipv4.ip_forward", "1")));
    assertThat(box.run(spec).output()).isEqualTo("1\n1\n0");
  }
}
