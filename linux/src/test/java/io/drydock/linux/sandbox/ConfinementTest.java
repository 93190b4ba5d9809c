package io.drydock.linux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.sandbox.SandboxSpec.User;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command cannot do, compared with what a container of Docker's can. */
@Timeout(60)
class ConfinementTest {
  @TempDir Path temp;
  private BusyboxRoot root;

  @BeforeEach
  void makeRoot() throws IOException {
    root = BusyboxRoot.make(temp);
  }

  private String shell(String script) throws Exception {
    return BusyboxRoot.run(root.shell("{ " + script + "; } 2>&1")).output().strip();
  }

  @Test
  void rootHasDockersFourteenCapabilities() throws Exception {
    assertThat(shell("grep Cap /proc/self/status | tr -d '\\t' | tr '\\n' ' '"))
        .isEqualTo(
            "CapInh:0000000000000000 CapPrm:00000000a80425fb CapEff:00000000a80425fb"
                + " CapBnd:00000000a80425fb CapAmb:0000000000000000");
  }

  @Test
  void anotherUserHasNoneUnlessAProgramGivesThem() throws Exception {
    SandboxSpec spec = root.shell("grep Cap /proc/self/status | tr -d '\\t' | tr '\\n' ' '");
    assertThat(BusyboxRoot.run(Specs.as(spec, new User(1000, 1000, List.of()))).output().strip())
        .isEqualTo(
            "CapInh:0000000000000000 CapPrm:0000000000000000 CapEff:0000000000000000"
                + " CapBnd:00000000a80425fb CapAmb:0000000000000000");
  }

  @Test
  void aFilterIsInPlaceAndSetuidProgramsStillWork() throws Exception {
    assertThat(shell("grep -E '^(Seccomp|NoNewPrivs):' /proc/self/status | tr -d '\\t'"))
        .isEqualTo("NoNewPrivs:0\nSeccomp:2");
  }

  @Test
  void mountsAndNamespacesAreRefused() throws Exception {
    assertThat(shell("mount -t tmpfs none /tmp")).contains("denied");
    assertThat(shell("umount /proc")).contains("not permitted");
    assertThat(shell("unshare -m true")).contains("not permitted");
    assertThat(shell("unshare -U true")).contains("not permitted");
    assertThat(shell("hostname other")).contains("not permitted");
    assertThat(shell("nsenter -t 1 -m true")).contains("not permitted");
  }

  @Test
  void theKernelsSettingsAndSecretsAreOutOfReach() throws Exception {
    assertThat(shell("echo x > /proc/sys/kernel/hostname")).contains("Read-only file system");
    assertThat(shell("grep ' /proc/bus ' /proc/mounts")).contains(" ro,");
    assertThat(shell("mkdir /sys/x")).contains("Read-only file system");
    assertThat(shell("cat /proc/kcore /proc/keys /proc/timer_list 2>/dev/null | wc -c"))
        .isEqualTo("0");
    assertThat(shell("ls /sys/firmware | wc -l")).isEqualTo("0");
    assertThat(shell("mkdir /sys/fs/cgroup/x")).contains("Read-only file system");
    assertThat(shell("dmesg")).contains("not permitted");
  }

  @Test
  void devicesThatTheCommandMakesStayClosed() throws Exception {
    for (String directory : List.of("/tmp", "/dev", "/dev/shm", "/root")) {
      assertThat(shell("cd " + directory + "; mknod zero2 c 1 5 && head -c 1 zero2 | wc -c"))
          .as(directory)
          .contains("denied")
          .endsWith("0");
    }
    assertThat(shell("head -c 1 /dev/zero | wc -c; chmod 600 /dev/null && ls -l /dev/null"))
        .startsWith("1\ncrw-------");
    assertThat(shell("ls -l /dev/null")).as("of the next command").startsWith("crw-rw-rw-");
  }

  @Test
  void theHostsRootIsGone() throws Exception {
    assertThat(shell("cut -d' ' -f2 /proc/mounts | sort -u | head -2")).startsWith("/\n/dev");
    assertThat(shell("grep -v '^overlay / ' /proc/mounts | grep -c " + temp)).isEqualTo("0");
    assertThat(shell("ls /.. | tr '\\n' ' '")).isEqualTo("bin dev etc proc root sys tmp");
  }

  @Test
  void noFileOfThisProcessIsOpenInTheCommand() throws Exception {
    assertThat(shell("ls /proc/self/fd | tr '\\n' ' '")).isEqualTo("0 1 2 3"); // 3: the listing
  }

  @Test
  void noSignalIsBlockedOrIgnored() throws Exception {
    assertThat(shell("grep -E '^Sig(Blk|Ign)' /proc/self/status | tr -d '\\t'"))
        .isEqualTo("SigBlk:0000000000000000\nSigIgn:0000000000000000");
  }

  @Test
  void theHostnameIsTheSandboxsOwn() throws Exception {
    assertThat(shell("hostname")).isEqualTo("buildkitsandbox");
  }

  @Test
  void anInsecureCommandMayDoWhatRootMay() throws Exception {
    SandboxSpec spec =
        root.shell(
            "grep Seccomp: /proc/self/status | tr -d '\\t'; mount -t tmpfs none /tmp && echo ok");
    assertThat(BusyboxRoot.run(Specs.security(spec, Security.INSECURE)).output())
        .isEqualTo("Seccomp:0\nok\n");
  }
}
