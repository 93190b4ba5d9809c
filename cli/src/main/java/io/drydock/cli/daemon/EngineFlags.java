package io.drydock.cli.daemon;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;

/** The flags that {@code engine run} and {@code engine start} have in common. */
final class EngineFlags {
  private EngineFlags() {}

  static Spec on(Spec spec) {
    return spec.flag(
            "config-file", Kind.STRING, "Configuration file (default /etc/drydock/engine.json)")
        .flag(
            "host",
            'H',
            Kind.LIST,
            "Address to serve on: unix://PATH, tcp://HOST:PORT with mutual TLS, or fd://")
        .flag("group", 'G', Kind.STRING, "Group that may use the unix socket")
        .flag("tlscert", Kind.STRING, "The engine's certificate, for tcp addresses")
        .flag("tlskey", Kind.STRING, "Key of the certificate")
        .flag("tlscacert", Kind.STRING, "Certificates of the authority that signs clients'")
        .flag("default-runtime", Kind.STRING, "OCI runtime: runc, crun or a path")
        .flag("cgroup-parent", Kind.STRING, "Cgroup of all containers (default \"/drydock\")")
        .flag(
            "default-address-pool",
            Kind.STRING_ARRAY,
            "Where subnets come from: base=ADDRESS/LENGTH,size=LENGTH")
        .flag("dns", Kind.LIST, "DNS server for containers instead of the host's")
        .flag("network-table", Kind.STRING, "Name of the nftables table (default \"drydock\")")
        .flag("network-prefix", Kind.STRING, "First letters of interfaces (default \"dd\")")
        .flag("network-peers", Kind.STRING, "File that lists the hosts of overlay networks")
        .flag("init-path", Kind.STRING, "Program that is the first process with --init")
        .flag("exec-root", Kind.STRING, "Folder of what does not outlive the host's restart")
        .flag("log-driver", Kind.STRING, "Log driver of containers: json-file, local or none")
        .flag("log-opt", Kind.STRING_ARRAY, "Log option of containers, as max-size=10m")
        .flag("log-level", Kind.STRING, "Lowest level of the engine's log (default \"info\")")
        .flag("log-format", Kind.STRING, "Form of the engine's log: text or json")
        .flag("metrics-addr", Kind.STRING, "Loopback address and port for metrics, 127.0.0.1:9323");
  }
}
