package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.container.Resources;
import io.drydock.container.Resources.BlockIo;
import io.drydock.container.Resources.Cpu;
import io.drydock.container.Resources.Device;
import io.drydock.container.Resources.DeviceValue;
import io.drydock.container.Resources.Devices;
import io.drydock.container.Resources.Memory;
import io.drydock.container.Resources.Ulimit;
import io.drydock.container.Storage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.runtime.ContainerBox.Outcome;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import io.drydock.linux.file.RootDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever is asked for, either the container runs or a clear reason is given why it cannot. */
class AnyHostConfigTest {
  private static final Set<ErrorKind> REFUSALS = Set.of(ErrorKind.INVALID, ErrorKind.UNSUPPORTED);

  private static @Nullable Path directory;
  private static @Nullable ContainerBox box;

  @BeforeContainer
  static void open() throws IOException {
    directory = Files.createTempDirectory("any-host-config");
    box = ContainerBox.open(directory);
  }

  @AfterContainer
  static void close() {
    if (box != null) {
      box.close();
    }
    if (directory != null) {
      RootDirectory.deleteTree(directory);
    }
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void itRunsOrIsRefused(@ForAll("specs") ContainerSpec spec) throws IOException {
    Outcome outcome;
    try {
      RequestChecks.Checked checked = new RequestChecks(CgroupSupport.detect()).check(spec);
      outcome = java.util.Objects.requireNonNull(box).run(checked.spec());
    } catch (DrydockException refusal) {
      assertThat(REFUSALS).as(refusal.getMessage()).contains(refusal.kind());
      assertThat(refusal.getMessage()).isNotBlank();
      return;
    }
    assertThat(outcome).as(spec.host().toString()).isEqualTo(new Outcome(0, "ran"));
  }

  /** One in thirty is bad, so that most containers run though each has many parts. */
  private static <T> Arbitrary<T> mostly(List<T> good, List<T> bad) {
    return Arbitraries.frequencyOf(
        Tuple.of(30, Arbitraries.of(good)), Tuple.of(1, Arbitraries.of(bad)));
  }

  @Provide
  Arbitrary<ContainerSpec> specs() {
    return Combinators.combine(
            security(), resources(), namespaces(), Arbitraries.of(true, false), users(), places())
        .as((security, resources, namespaces, readOnly, user, place) -> {
          HostConfig host =
              HostConfig.DEFAULT
                  .withSecurity(security)
                  .withResources(resources)
                  .withNamespaces(namespaces)
                  .withStorage(
                      new Storage(
                          List.of(),
                          List.of(),
                          new LinkedHashMap<>(),
                          List.of(),
                          "",
                          readOnly,
                          new LinkedHashMap<>()));
          ContainerSpec spec = ContainerBox.spec("/bin/echo", "ran").withHost(host);
          return Changes.workingDir(Changes.user(spec, user), place);
        });
  }

  private static Arbitrary<String> users() {
    return mostly(
        List.of("", "app", "0:44", "4321", "app:video"), List.of("nobody", "77777777777"));
  }

  private static Arbitrary<String> places() {
    return mostly(
        List.of("", "/", "/tmp/new/place", "/../../etc"), List.of("relative", "/bin/busybox"));
  }

  private static Arbitrary<SecurityOptions> security() {
    Arbitrary<List<String>> capabilities =
        mostly(
                List.of("ALL", "net_admin", "CAP_SYS_ADMIN", "MKNOD", "CHOWN", "BPF"),
                List.of("SYS_RESOURCE", "FLY"))
            .list()
            .ofMaxSize(3);
    Arbitrary<List<String>> words =
        mostly(
                List.of(
                    "no-new-privileges",
                    "seccomp=unconfined",
                    "apparmor=unconfined",
                    "label=disable",
                    "systempaths=unconfined",
                    "seccomp={\"defaultAction\":\"SCMP_ACT_ALLOW\"}"),
                List.of("seccomp={}", "x=y"))
            .list()
            .ofMaxSize(2);
    Arbitrary<Map<String, String>> sysctls =
        mostly(
            List.of(Map.of(), Map.of("net.ipv4.ip_forward", "1", "fs.mqueue.msg_max", "20")),
            List.of(Map.of("kernel.panic", "1")));
    return Combinators.combine(
            capabilities,
            capabilities,
            Arbitraries.of(true, false, false),
            words,
            sysctls,
            mostly(List.of("video", "1234"), List.of("nobody")).list().ofMaxSize(1))
        .as((added, dropped, privileged, options, parameters, groups) ->
            new SecurityOptions(
                added,
                dropped,
                groups,
                privileged,
                options,
                new LinkedHashMap<>(parameters),
                Optional.empty(),
                Optional.empty()));
  }

  private static Arbitrary<Namespaces> namespaces() {
    Arbitrary<String> mode = Arbitraries.of("", "", "private", "host");
    return Combinators.combine(
            mode,
            Arbitraries.of("", "shareable", "none", "host"),
            mode,
            Arbitraries.of("", "", "host"))
        .as((cgroup, ipc, pid, uts) -> new Namespaces(cgroup, ipc, pid, "", uts));
  }

  private static Arbitrary<Resources> resources() {
    Arbitrary<Optional<Long>> pids = Arbitraries.longs().between(-1, 200).optional();
    return Combinators.combine(memory(), cpu(), blockIo(), devices(), pids, ulimits())
        .as((memory, cpu, io, devices, limit, ulimits) ->
            new Resources(
                memory,
                cpu,
                io,
                devices,
                // The runtime's own threads are counted too, as with Docker.
                limit.map(each -> each > 0 ? each + 30 : each),
                ulimits,
                "",
                ulimits.size() * 100,
                limit.orElse(0L) < 0 ? 0 : 1 << 20));
  }

  private static Arbitrary<Memory> memory() {
    return Combinators.combine(
            mostly(List.of(0L, 12L << 20, 64L << 20), List.of(1L, -1L)),
            mostly(List.of(0L, 12L << 20), List.of(1L << 40)),
            mostly(List.of(0L, -1L), List.of(1L, 64L << 20)),
            mostly(List.of(-1L, 0L, 60L), List.of(101L)).optional(),
            Arbitraries.of(true, false).optional())
        .as(Memory::new);
  }

  private static Arbitrary<Cpu> cpu() {
    Arbitrary<Long> micros = mostly(List.of(0L, 50_000L), List.of(5L, 2_000_000L));
    Arbitrary<String> sets = mostly(List.of("", "0"), List.of("0-9999", "x"));
    return Combinators.combine(
            Arbitraries.of(0L, 1L, 512L, 1L << 30),
            mostly(List.of(0L), List.of(1L, 500_000_000L)),
            micros,
            micros,
            sets,
            sets)
        .as((shares, nanos, period, quota, cpus, nodes) ->
            new Cpu(shares, nanos, period, quota, 0, 0, cpus, nodes));
  }

  private static Arbitrary<BlockIo> blockIo() {
    Arbitrary<List<DeviceValue>> rates =
        mostly(
            List.of(List.of()),
            List.of(
                List.of(new DeviceValue("/dev/nothing", 1)),
                List.of(new DeviceValue("/dev/null", -1))));
    return Combinators.combine(mostly(List.of(0, 500), List.of(5)), rates, rates)
        .as((weight, reads, writes) ->
            new BlockIo(weight, List.of(), reads, writes, List.of(), List.of()));
  }

  private static Arbitrary<Devices> devices() {
    return Combinators.combine(
            mostly(
                    List.of(
                        new Device("/dev/null", "/dev/other", "rwm"),
                        new Device("/dev/zero", "/dev/zero", "r")),
                    List.of(new Device("/dev/nothing", "/dev/x", "")))
                .list()
                .ofMaxSize(2),
            mostly(List.of("c 1:3 rwm", "b *:* m", "a *:* rwm"), List.of("bad"))
                .list()
                .ofMaxSize(2))
        .as((mapped, rules) -> new Devices(mapped, rules, List.of()));
  }

  private static Arbitrary<List<Ulimit>> ulimits() {
    return mostly(
            List.of(
                new Ulimit("nofile", 64, 128),
                new Ulimit("core", 0, -1),
                new Ulimit("nproc", 500, 500)),
            List.of(new Ulimit("nofile", 1, 1L << 40)))
        .list()
        .ofMaxSize(2);
  }
}
