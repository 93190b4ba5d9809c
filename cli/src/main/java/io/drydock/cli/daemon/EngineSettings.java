package io.drydock.cli.daemon;

import com.google.gson.JsonObject;
import io.drydock.api.http.Listener;
import io.drydock.container.HostConfig.LogConfig;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.Release;
import io.drydock.engine.EngineOptions;
import io.drydock.engine.journal.JournalLevel;
import io.drydock.engine.log.LogOptions;
import io.drydock.engine.network.NetworkOptions;
import io.drydock.engine.network.NetworkOptions.SubnetPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an {@link EngineConfig} says, in the terms of the engine and its API. */
record EngineSettings(EngineConfig config, EnginePlace place) {
  /** systemd hands over descriptors from this one on (sd_listen_fds(3)). */
  private static final int FIRST_DESCRIPTOR = 3;

  static EngineSettings of(EngineConfig config, EnginePlace place) {
    return new EngineSettings(
        config,
        config.string("exec-root").map(folder -> place.withRuntime(Path.of(folder))).orElse(place));
  }

  EngineOptions options() {
    EngineOptions options = EngineOptions.of(place.root(), Release.VERSION);
    options = config.string("default-runtime").map(options::withRuntime).orElse(options);
    options = config.string("cgroup-parent").map(options::withCgroupParent).orElse(options);
    options = config.string("init-path").map(Path::of).map(options::withInit).orElse(options);
    return options.withNetworks(networks(options.networks())).withLog(log());
  }

  private LogOptions log() {
    var given =
        new LogConfig(
            config.string("log-driver").orElse(""), new LinkedHashMap<>(config.logOptions()));
    return LogOptions.of(given, LogOptions.DEFAULT);
  }

  private NetworkOptions networks(NetworkOptions options) {
    Optional<String> table = config.string("network-table");
    Optional<String> prefix = config.string("network-prefix");
    NetworkOptions named = options;
    if (table.isPresent() || prefix.isPresent()) {
      named = options.named(table.orElse(options.table()), prefix.orElse(options.prefix()));
    }
    if (!config.pools().isEmpty()) {
      named = named.withPools(config.pools().stream().map(EngineSettings::pool).toList());
    }
    named = config.string("network-peers").map(Path::of).map(named::withPeers).orElse(named);
    List<String> dns = config.list("dns", "dns");
    return dns.isEmpty() ? named : named.withResolvers(resolvers(dns));
  }

  private static SubnetPool pool(JsonObject json) {
    Optional<String> base = Json.string(json, "base");
    Optional<Long> size = Json.number(json, "size");
    if (base.isEmpty() || size.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "a default address pool lacks base or size")
          .withHint("write base=10.10.0.0/16,size=24");
    }
    return new SubnetPool(base.get(), size.get().intValue());
  }

  /** A list of resolvers that containers get in place of the host's. */
  private Path resolvers(List<String> servers) {
    var text = new StringBuilder();
    servers.forEach(each -> text.append("nameserver ").append(each).append('\n'));
    Path file = place.root().runtime().resolve("resolv.conf");
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Where the API is served: as told, by the sockets of the service manager, or as usual. */
  List<Listener> listeners(Map<String, String> environment) {
    List<String> hosts = config.list("hosts", "host");
    List<Listener> inherited = inherited(environment);
    var all = new ArrayList<Listener>();
    for (String host : hosts) {
      if (host.startsWith("fd://")) {
        all.addAll(inherited);
      } else {
        all.add(listener(host));
      }
    }
    if (hosts.isEmpty()) {
      all.addAll(inherited);
    }
    if (all.isEmpty()) {
      all.add(new Listener.Unix(place.socket(), config.string("group")));
    }
    return all;
  }

  private static List<Listener> inherited(Map<String, String> environment) {
    String process = Long.toString(ProcessHandle.current().pid());
    var all = new ArrayList<Listener>();
    if (process.equals(environment.get("LISTEN_PID"))) {
      int count = Integer.parseInt(environment.getOrDefault("LISTEN_FDS", "0"));
      for (int i = 0; i < count; i++) {
        all.add(new Listener.Inherited(FIRST_DESCRIPTOR + i));
      }
    }
    return all;
  }

  private Listener listener(String host) {
    if (host.startsWith("unix://")) {
      Path path = Path.of(host.substring("unix://".length())).toAbsolutePath();
      return new Listener.Unix(path, config.string("group"));
    }
    if (!host.startsWith("tcp://")) {
      throw new DrydockException(ErrorKind.INVALID, "cannot serve on \"" + host + "\"")
          .withHint("write unix:///PATH, tcp://HOST:PORT or fd://");
    }
    HostAndPort address = HostAndPort.parse(host.substring("tcp://".length()));
    return new Listener.MutualTls(
        address.host(),
        address.port(),
        tls("tlscert", host),
        tls("tlskey", host),
        tls("tlscacert", host));
  }

  private Path tls(String name, String host) {
    return config
        .string(name)
        .map(Path::of)
        .orElseThrow(() ->
            new DrydockException(ErrorKind.INVALID, host + " needs --" + name)
                .withHint(
                    "who may use the engine is root on this host, so TCP is served only to clients"
                        + " with a certificate"));
  }

  JournalLevel level() {
    return config.string("log-level").map(JournalLevel::parse).orElse(JournalLevel.INFO);
  }

  /** Whether the engine's log is JSON. */
  boolean isJson() {
    String format = config.string("log-format").orElse("text");
    if (!format.equals("text") && !format.equals("json")) {
      throw new DrydockException(ErrorKind.INVALID, "invalid log format \"" + format + "\"")
          .withHint("formats are text and json");
    }
    return format.equals("json");
  }

  Optional<HostAndPort> metrics() {
    return config.string("metrics-addr").map(HostAndPort::parse);
  }
}
