package io.drydock.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.drydock.container.ContainerJson;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.Resources;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.engine.runtime.RequestChecks.Checked;
import io.drydock.engine.runtime.cgroup.CgroupSupport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that Docker refuses are refused in its words; what the host cannot do is left out. */
class RequestChecksTest {
  private static final CgroupSupport ALL =
      new CgroupSupport(
          1,
          new CgroupSupport.Memory(true, true, true, true, true),
          new CgroupSupport.Cpu(true, true, true, true),
          true,
          new CgroupSupport.BlockIo(true, true, true),
          "0-3",
          "0");

  private static final CgroupSupport NOTHING =
      new CgroupSupport(
          2,
          new CgroupSupport.Memory(false, false, false, false, false),
          new CgroupSupport.Cpu(false, false, false, false),
          false,
          new CgroupSupport.BlockIo(false, false, false),
          "0-3",
          "0");

  private static Checked check(CgroupSupport support, String json) {
    return new RequestChecks(support).check(spec(json));
  }

  private static ContainerSpec spec(String json) {
    return ContainerJson.read(object(json));
  }

  private static JsonObject object(String json) {
    return Json.object(json.getBytes(StandardCharsets.UTF_8), "the request");
  }

  private static Checked host(CgroupSupport support, String members) {
    return check(support, "{\"Image\": \"i\", \"HostConfig\": {" + members + "}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "Memory": 6291455 ~ Minimum memory limit allowed is 6MB
          "Memory": 10000000, "MemorySwap": 9000000 ~ Minimum memoryswap limit should be larger than memory limit, see usage
          "MemorySwap": 9000000 ~ You should always set the Memory limit when using Memoryswap limit, see usage
          "MemorySwappiness": 101 ~ Invalid value: 101, valid memory swappiness range is 0-100
          "MemoryReservation": 1000 ~ Minimum memory reservation allowed is 6MB
          "Memory": 10000000, "MemoryReservation": 20000000 ~ Minimum memory limit can not be less than memory reservation limit, see usage
          "NanoCpus": 1, "CpuPeriod": 1000 ~ Conflicting options: Nano CPUs and CPU Period cannot both be set
          "NanoCpus": 1, "CpuQuota": 1000 ~ Conflicting options: Nano CPUs and CPU Quota cannot both be set
          "NanoCpus": 5000000000 ~ Range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available
          "NanoCpus": -1 ~ Range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available
          "CpuPeriod": 999 ~ CPU cfs period can not be less than 1ms (i.e. 1000) or larger than 1s (i.e. 1000000)
          "CpuQuota": 999 ~ CPU cfs quota can not be less than 1ms (i.e. 1000)
          "CpuShares": -1 ~ invalid CPU shares (-1): value must be a positive integer
          "CpuRealtimePeriod": 1000, "CpuRealtimeRuntime": 2000 ~ cpu real-time runtime cannot be higher than cpu real-time period
          "CpusetCpus": "2-5" ~ Requested CPUs are not available - requested 2-5, available: 0-3
          "CpusetMems": "1" ~ Requested memory nodes are not available - requested 1, available: 0
          "CpusetCpus": "a" ~ Invalid value a for cpuset cpus
          "CpusetCpus": "0-99999999" ~ Invalid value 0-99999999 for cpuset cpus
          "BlkioWeight": 9 ~ Range of blkio weight is from 10 to 1000
          "OomScoreAdj": -1001 ~ Invalid value -1001, range for oom score adj is [-1000, 1000]
          "ShmSize": -1 ~ SHM size can not be less than 0
          "IpcMode": "x" ~ invalid IPC mode: x
          "IpcMode": "container:" ~ invalid IPC mode: container:
          "PidMode": "x" ~ invalid PID mode: x
          "UTSMode": "x" ~ invalid UTS mode: x
          "UsernsMode": "private" ~ invalid USER mode: private
          "CgroupnsMode": "x" ~ invalid cgroup namespace mode: x
          "CapAdd": ["FLY"] ~ invalid CapAdd: unknown capability: "CAP_FLY"
          "CapDrop": ["CAP_FLY"] ~ invalid CapDrop: unknown capability: "CAP_FLY"
          "Runtime": "gvisor" ~ unknown or invalid runtime name: gvisor
          "SecurityOpt": ["x"] ~ invalid --security-opt 1: "x"
          "SecurityOpt": ["x=y"] ~ invalid --security-opt 2: "x=y"
          "SecurityOpt": ["no-new-privileges=maybe"] ~ invalid --security-opt 2: "no-new-privileges=maybe"
          "Sysctls": {"kernel.panic": "1"} ~ sysctl 'kernel.panic' is not allowed
          "Sysctls": {"net.ipv4.ip_forward": "1"}, "NetworkMode": "host" ~ sysctl 'net.ipv4.ip_forward' not allowed in host network namespace
          "DeviceCgroupRules": ["x 1:3 rwm"] ~ invalid device cgroup rule format: 'x 1:3 rwm'
          "Ulimits": [{"Name": "x", "Soft": 1, "Hard": 1}] ~ invalid ulimit type: x
          "Ulimits": [{"Name": "nofile", "Soft": 2, "Hard": 1}] ~ ulimit soft limit must be less than or equal to hard limit: 2 > 1
          "AutoRemove": true, "RestartPolicy": {"Name": "always"} ~ can't create 'AutoRemove' container with restart policy
          "RestartPolicy": {"Name": "always", "MaximumRetryCount": 2} ~ invalid restart policy: maximum retry count can only be used with 'on-failure'
          "RestartPolicy": {"Name": "no", "MaximumRetryCount": -2} ~ invalid restart policy: maximum retry count can only be used with 'on-failure' and cannot be negative
          "RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": -2} ~ invalid restart policy: maximum retry count cannot be negative
          "RestartPolicy": {"Name": "x"} ~ invalid restart policy: unknown policy 'x'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'
          "NetworkMode": "container:a", "Dns": ["1.1.1.1"] ~ conflicting options: dns and the network mode
          "NetworkMode": "container:a", "PublishAllPorts": true ~ conflicting options: port publishing and the container type network mode
          "NetworkMode": "container:a", "ExtraHosts": ["a:1.1.1.1"] ~ conflicting options: custom host-to-IP mapping and the network mode
          "NetworkMode": "host", "Links": ["a"] ~ conflicting options: host type networking can't be used with links. This would result in undefined behavior
          "NetworkMode": "container:a", "Links": ["a"] ~ conflicting options: container type network can't be used with links. This would result in undefined behavior
          "NetworkMode": "container:" ~ invalid container format container:<name|id>
          "Tmpfs": {"x": ""} ~ invalid mount path: 'x' mount path must be absolute
          "Tmpfs": {"/": ""} ~ destination can't be '/'
          "Annotations": {"": "x"} ~ invalid Annotations: the empty string is not permitted as an annotation key
          """)
  void aHostConfigIsRefusedInDockersWords(String members, String message) {
    assertThatThrownBy(() -> host(ALL, members))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID))
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "WorkingDir": "a" ~ the working directory 'a' is invalid, it needs to be an absolute path
          "StopSignal": "SIGFUN" ~ invalid signal: SIGFUN
          "Env": ["=foo"] ~ invalid environment variable: =foo
          "Healthcheck": {"Interval": 500000} ~ Interval in Healthcheck cannot be less than 1ms
          "Healthcheck": {"Timeout": -1} ~ Timeout in Healthcheck cannot be less than 1ms
          "Healthcheck": {"Retries": -1} ~ Retries in Healthcheck cannot be negative
          "Healthcheck": {"StartPeriod": 1} ~ StartPeriod in Healthcheck cannot be less than 1ms
          "Healthcheck": {"StartInterval": 1} ~ StartInterval in Healthcheck cannot be less than 1ms
          "Hostname": "a", "HostConfig": {"UTSMode": "host"} ~ conflicting options: hostname and the UTS mode
          "Domainname": "a", "HostConfig": {"UTSMode": "host"} ~ conflicting options: domainname and the UTS mode
          "Hostname": "a", "HostConfig": {"NetworkMode": "container:b"} ~ conflicting options: hostname and the network mode
          "ExposedPorts": {"80/tcp": {}}, "HostConfig": {"NetworkMode": "container:b"} ~ conflicting options: port exposing and the container type network mode
          """)
  void settingsAreRefusedInDockersWords(String members, String message) {
    assertThatThrownBy(() -> check(ALL, "{\"Image\": \"i\", " + members + "}"))
        .isInstanceOf(DrydockException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "Memory": 10000000 ~ Your kernel does not support memory limit capabilities or the cgroup is not mounted. Limitation discarded.
          "MemoryReservation": 10000000 ~ Your kernel does not support memory soft limit capabilities or the cgroup is not mounted. Limitation discarded.
          "MemorySwappiness": 10 ~ Your kernel does not support memory swappiness capabilities or the cgroup is not mounted. Memory swappiness discarded.
          "OomKillDisable": true ~ Your kernel does not support OomKillDisable. OomKillDisable discarded.
          "PidsLimit": 5 ~ Your kernel does not support PIDs limit capabilities or the cgroup is not mounted. PIDs limit discarded.
          "CpuShares": 5 ~ Your kernel does not support CPU shares or the cgroup is not mounted. Shares discarded.
          "CpuQuota": 5000 ~ Your kernel does not support CPU CFS scheduler. CPU period/quota discarded.
          "CpusetCpus": "0" ~ Your kernel does not support cpuset or the cgroup is not mounted. Cpuset discarded.
          "BlkioWeight": 500 ~ Your kernel does not support Block I/O weight or the cgroup is not mounted. Weight discarded.
          "BlkioDeviceReadBps": [{"Path": "/dev/x", "Rate": 5}] ~ Your kernel does not support BPS Block I/O read limit or the cgroup is not mounted. Block I/O BPS read limit discarded.
          """)
  void whatTheHostCannotDoIsLeftOutWithAWarning(String members, String warning) {
    Checked checked = host(NOTHING, members);
    assertThat(checked.warnings()).containsExactly(warning);
    Resources left = checked.spec().host().resources();
    assertThat(left.cpu()).isEqualTo(Resources.Cpu.UNLIMITED);
    assertThat(left.blockIo()).isEqualTo(Resources.BlockIo.UNLIMITED);
    assertThat(left.pidsLimit()).isEmpty();
    assertThat(left.memory().limitBytes()).isZero();
  }

  @Test
  void defaultsAreFilledIn() {
    HostConfig host = host(ALL, "\"Memory\": 10000000").spec().host();
    assertThat(host.resources().memory().swapBytes()).isEqualTo(20_000_000);
    assertThat(host.resources().memory().oomKillDisable()).contains(false);
    assertThat(host.resources().shmSizeBytes()).isEqualTo(64 << 20);
    assertThat(host.namespaces().ipc()).isEqualTo("private");
    assertThat(host.namespaces().cgroup()).isEqualTo("host");
    assertThat(host.runtime()).isEqualTo("runc");
    assertThat(host.security().maskedPaths().orElseThrow()).contains("/proc/kcore");
    assertThat(host.security().readonlyPaths().orElseThrow()).contains("/proc/sys");
    assertThat(host(NOTHING, "").spec().host().namespaces().cgroup()).isEqualTo("private");
    HostConfig privileged = host(ALL, "\"Privileged\": true").spec().host();
    assertThat(privileged.security().maskedPaths()).isEmpty();
  }

  @Test
  void sharesOutOfRangeAreAdjustedAndAnUnsetSwappinessIsNone() {
    assertThat(host(ALL, "\"CpuShares\": 1").spec().host().resources().cpu().shares()).isEqualTo(2);
    assertThat(host(ALL, "\"CpuShares\": 300000").spec().host().resources().cpu().shares())
        .isEqualTo(262_144);
    assertThat(
            host(ALL, "\"MemorySwappiness\": -1").spec().host().resources().memory().swappiness())
        .isEmpty();
  }

  @Test
  void anUpdateChangesWhatItSets() {
    Resources current =
        host(ALL, "\"Memory\": 10000000, \"CpuShares\": 7").spec().host().resources();
    Resources change =
        spec("{\"Image\": \"i\", \"HostConfig\": {\"Memory\": 15000000, \"PidsLimit\": 9}}")
            .host()
            .resources();
    Resources updated = new RequestChecks(ALL).update(current, change).resources();
    assertThat(updated.memory().limitBytes()).isEqualTo(15_000_000);
    assertThat(updated.memory().swapBytes()).isEqualTo(20_000_000);
    assertThat(updated.cpu().shares()).isEqualTo(7);
    assertThat(updated.pidsLimit()).isEqualTo(Optional.of(9L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          "NanoCpus": 1000000000 ~ "CpuQuota": 5000 ~ Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set
          "CpuPeriod": 5000 ~ "NanoCpus": 1000000000 ~ Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set
          "Memory": 10000000 ~ "Memory": 30000000 ~ Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time
          """)
  void anUpdateThatContradictsIsAConflict(String before, String members, String message) {
    Resources current = host(ALL, before).spec().host().resources();
    Resources change =
        spec("{\"Image\": \"i\", \"HostConfig\": {" + members + "}}").host().resources();
    assertThatThrownBy(() -> new RequestChecks(ALL).update(current, change))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFLICT))
        .hasMessage(message);
  }

  /**
   * What the docker command line sends in its own documentation passes on a host that can do it.
   */
  @Test
  void requestsOfTheDockerCommandLinePass() throws IOException {
    Path recorded = Path.of("../../shared/conformance/docker-cli-requests");
    assumeTrue(Files.exists(recorded), "needs the recorded requests");
    var refused = new TreeMap<String, String>();
    int checked = 0;
    for (String name : new String[] {"from-docs.json", "all-flags.json"}) {
      for (JsonObject recording :
          Json.children(Json.object(Files.readAllBytes(recorded.resolve(name)), name), "cases")) {
        for (JsonObject request : Json.children(recording, "requests")) {
          if (Json.string(request, "path").orElse("").contains("/containers/create")) {
            checked++;
            try {
              new RequestChecks(ALL).check(ContainerJson.read(request.getAsJsonObject("body")));
            } catch (DrydockException e) {
              refused.put(recording.get("argv").toString(), e.getMessage());
            }
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(80);
    // These two Docker's engine refuses as well, the first on any host with one memory node.
    refused.values().removeIf(each -> each.startsWith("Requested memory nodes are not available"));
    refused.values().removeIf(each -> each.startsWith("You should always set the Memory limit"));
    assertThat(refused).isEmpty();
  }
}
