package io.drydock.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client asks for is shown back with nothing lost. */
class ContainerJsonTest {
  private static final String EVERY_MEMBER =
      """
      {"Hostname":"h","Domainname":"d","User":"u:g","AttachStdin":true,"AttachStdout":true,
       "AttachStderr":true,"Tty":true,"OpenStdin":true,"StdinOnce":true,
       "ExposedPorts":{"80/tcp":{}},"Env":["A=1","B"],"Cmd":["a","b"],
       "Healthcheck":{"Test":["CMD","x"],"Interval":1,"Timeout":2,"StartPeriod":3,
         "StartInterval":4,"Retries":5},
       "Image":"i","Volumes":{"/v":{}},"WorkingDir":"/w","Entrypoint":["e"],
       "NetworkDisabled":true,"MacAddress":"02:00:00:00:00:01","OnBuild":["RUN true"],
       "Labels":{"l":"m"},"StopSignal":"SIGINT","StopTimeout":7,"Shell":["/bin/sh"],
       "HostConfig":{"Binds":["/a:/b:ro"],"ContainerIDFile":"f",
         "LogConfig":{"Type":"local","Config":{"max-size":"1m"}},"NetworkMode":"n",
         "PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]},
         "RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"AutoRemove":true,
         "Init":true,"Runtime":"runc","ConsoleSize":[24,80],"Annotations":{"a":"b"},
         "Mounts":[{"Type":"bind","Source":"/s","Target":"/t","ReadOnly":true,
             "Consistency":"cached","BindOptions":{"Propagation":"rslave","NonRecursive":true,
             "CreateMountpoint":true,"ReadOnlyNonRecursive":true,"ReadOnlyForceRecursive":true}},
           {"Type":"volume","Source":"v","Target":"/u","VolumeOptions":{"NoCopy":true,
             "Labels":{"x":"y"},"DriverConfig":{"Name":"local","Options":{"o":"p"}},
             "Subpath":"q"}},
           {"Type":"tmpfs","Target":"/w","TmpfsOptions":{"SizeBytes":9,"Mode":511,
             "Options":[["noexec"],["uid","1"]]}},
           {"Type":"image","Source":"j","Target":"/x","ImageOptions":{"Subpath":"z"}}],
         "Tmpfs":{"/tmp":"rw"},"VolumeDriver":"local","VolumesFrom":["c:ro"],
         "ReadonlyRootfs":true,"StorageOpt":{"size":"1g"},"PublishAllPorts":true,
         "Dns":["1.1.1.1"],"DnsOptions":["ndots:2"],"DnsSearch":["e"],"ExtraHosts":["x:1.2.3.4"],
         "Links":["c:d"],"CgroupnsMode":"host","IpcMode":"shareable","PidMode":"host",
         "UTSMode":"host","UsernsMode":"host","CapAdd":["NET_ADMIN"],"CapDrop":["ALL"],
         "GroupAdd":["1"],"Privileged":true,"SecurityOpt":["no-new-privileges"],
         "Sysctls":{"net.ipv4.ip_forward":"1"},"MaskedPaths":["/m"],"ReadonlyPaths":["/r"],
         "CpuShares":1,"NanoCpus":2,"CpuPeriod":3,"CpuQuota":4,"CpuRealtimePeriod":5,
         "CpuRealtimeRuntime":6,"CpusetCpus":"0","CpusetMems":"0","Memory":7,
         "MemoryReservation":8,"MemorySwap":-1,"MemorySwappiness":0,"OomKillDisable":true,
         "CgroupParent":"p","BlkioWeight":10,"BlkioWeightDevice":[{"Path":"/d","Weight":11}],
         "BlkioDeviceReadBps":[{"Path":"/d","Rate":12}],
         "BlkioDeviceWriteBps":[{"Path":"/d","Rate":13}],
         "BlkioDeviceReadIOps":[{"Path":"/d","Rate":14}],
         "BlkioDeviceWriteIOps":[{"Path":"/d","Rate":15}],
         "Devices":[{"PathOnHost":"/d","PathInContainer":"/e","CgroupPermissions":"r"}],
         "DeviceCgroupRules":["c 1:3 rwm"],"DeviceRequests":[{"Driver":"nvidia","Count":-1,
           "DeviceIDs":["g"],"Capabilities":[["gpu"]],"Options":{"k":"v"}}],
         "PidsLimit":16,"Ulimits":[{"Name":"nofile","Hard":18,"Soft":17}],"OomScoreAdj":19,
         "ShmSize":20},
       "NetworkingConfig":{"EndpointsConfig":{"n":{"IPAMConfig":{"IPv4Address":"10.0.0.2",
         "IPv6Address":"fd00::2","LinkLocalIPs":["169.254.1.1"]},"Links":["a:b"],"Aliases":["z"],
         "MacAddress":"02:00:00:00:00:02","DriverOpts":{"q":"r"},"GwPriority":21}}}}
      """;

  @Test
  void everyMemberComesBack() {
    JsonObject asked = json(EVERY_MEMBER);
    JsonObject shown = ContainerJson.write(ContainerJson.read(asked));
    JsonObject host = shown.getAsJsonObject("HostConfig");
    for (String each : List.of("Isolation", "Cgroup")) {
      assertThat(host.remove(each).getAsString()).isEmpty();
    }
    for (String each : List.of("CpuCount", "CpuPercent", "IOMaximumIOps", "IOMaximumBandwidth")) {
      assertThat(host.remove(each).getAsLong()).isZero();
    }
    assertThat(shown).isEqualTo(asked);
  }

  @Test
  void anEmptyRequestIsTheDefault() {
    ContainerSpec spec = ContainerJson.read(json("{\"Image\":\"i\",\"HostConfig\":null}"));
    assertThat(spec.settings()).isEqualTo(ContainerSettings.of("i"));
    assertThat(spec.host()).isEqualTo(HostConfig.DEFAULT);
    assertThat(ContainerJson.read(ContainerJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void anEmptyEntrypointDiffersFromNone() {
    ContainerSettings settings = ContainerJson.settings(json("{\"Entrypoint\":[],\"Cmd\":\"x\"}"));
    assertThat(settings.entrypoint()).contains(List.of());
    assertThat(settings.cmd()).contains(List.of("x"));
  }

  @Test
  void wrongTypesAndLimitsOfWindowsAreRefusedByName() {
    assertThatThrownBy(() -> ContainerJson.read(json("{\"HostConfig\":{\"Memory\":\"x\"}}")))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("Memory");
    assertThatThrownBy(() -> ContainerJson.read(json("{\"HostConfig\":{\"CpuCount\":2}}")))
        .hasMessageContaining("CpuCount");
    assertThatThrownBy(() -> ContainerJson.read(json("{\"HostConfig\":{\"OomScoreAdj\":1e12}}")))
        .hasMessageContaining("OomScoreAdj");
  }

  @Test
  void networksAndVolumesComeBack() {
    JsonObject network =
        json(
            """
            {"Name":"n","Driver":"bridge","Scope":"local","EnableIPv4":true,"EnableIPv6":true,
             "IPAM":{"Driver":"default","Options":{"a":"b"},"Config":[{"Subnet":"10.0.0.0/16",
             "IPRange":"10.0.1.0/24","Gateway":"10.0.0.1","AuxiliaryAddresses":{"r":"10.0.0.9"}}]},
             "Internal":true,"Attachable":true,"Ingress":true,"ConfigOnly":true,
             "ConfigFrom":{"Network":"o"},"Options":{"c":"d"},"Labels":{"e":"f"}}
            """);
    assertThat(NetworkJson.write(NetworkJson.readSpec(network))).isEqualTo(network);
    JsonObject volume =
        json("{\"Name\":\"v\",\"Driver\":\"local\",\"DriverOpts\":{\"o\":\"p\"},\"Labels\":{}}");
    assertThat(VolumeJson.write(VolumeJson.read(volume))).isEqualTo(volume);
  }

  private static JsonObject json(String text) {
    return Json.object(text.getBytes(StandardCharsets.UTF_8), "request");
  }
}
