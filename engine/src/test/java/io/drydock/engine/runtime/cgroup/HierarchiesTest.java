package io.drydock.engine.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Controllers are found on hosts of version 1, of version 2 and of both. */
class HierarchiesTest {
  @Test
  void controllersOfVersionOneMayShareAPlace() {
    Hierarchies host =
        Hierarchies.parse(
            List.of(
                "30 25 0:26 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755",
                "32 30 0:28 / /sys/fs/cgroup/systemd rw shared:9 - cgroup cgroup rw,xattr,name=systemd",
                "33 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:10 - cgroup cgroup rw,cpu,cpuacct",
                "34 30 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory"));
    assertThat(host.version()).isEqualTo(1);
    assertThat(host.root("cpuacct")).contains(Path.of("/sys/fs/cgroup/cpu,cpuacct"));
    assertThat(host.root("memory")).contains(Path.of("/sys/fs/cgroup/memory"));
    assertThat(host.root("pids")).isEmpty();
    assertThat(host.roots()).contains(Path.of("/sys/fs/cgroup/systemd")).hasSize(3);
  }

  @Test
  void versionTwoHasAllInOnePlace() {
    Hierarchies host =
        Hierarchies.parse(
            List.of("29 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate"));
    assertThat(host.version()).isEqualTo(2);
    assertThat(host.root("memory")).isEqualTo(Optional.of(Path.of("/sys/fs/cgroup")));
    assertThat(host.roots()).containsExactly(Path.of("/sys/fs/cgroup"));
  }

  @Test
  void aMixedHostCountsAsVersionOne() {
    Hierarchies host =
        Hierarchies.parse(
            List.of(
                "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
                "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw"));
    assertThat(host.version()).isEqualTo(1);
    assertThat(host.root("memory")).contains(Path.of("/sys/fs/cgroup/memory"));
    assertThat(host.root("io")).isEmpty();
    assertThat(host.roots()).hasSize(2);
  }
}
