package io.drydock.composefile.canonical;

import static io.drydock.composefile.canonical.Shapes.BYTES;
import static io.drydock.composefile.canonical.Shapes.DECIMAL;
import static io.drydock.composefile.canonical.Shapes.DURATION;
import static io.drydock.composefile.canonical.Shapes.FLAG;
import static io.drydock.composefile.canonical.Shapes.OPT_OUT;
import static io.drydock.composefile.canonical.Shapes.TEXT;
import static io.drydock.composefile.canonical.Shapes.TEXTS;
import static io.drydock.composefile.canonical.Shapes.TEXTS_BY_NAME;
import static io.drydock.composefile.canonical.Shapes.VARIABLES;
import static io.drydock.composefile.canonical.Shapes.WHOLE;

import io.drydock.composefile.canonical.StructShape.Field;

/** The shape of a service. */
final class ServiceShapes {
  private static final Shape HOOK =
      new StructShape(
          Field.given("command", TEXTS),
          Field.of("image", TEXT),
          Field.of("user", TEXT),
          Field.of("privileged", FLAG),
          Field.of("per_replica", FLAG),
          Field.of("working_dir", TEXT),
          Field.of("environment", VARIABLES));

  private static final Shape WATCH_RULE =
      new StructShape(
          Field.always("path", TEXT, ""),
          Field.always("action", TEXT, ""),
          Field.of("target", TEXT),
          Field.of("exec", HOOK),
          Field.of("include", TEXTS),
          Field.of("ignore", TEXTS),
          Field.of("initial_sync", FLAG));

  private static final Shape DEVICE_RATE =
      new StructShape(
          Field.always("path", TEXT, "").jsonName("Path"),
          Field.always("rate", BYTES, "0").jsonName("Rate"));

  private static final Shape DEVICE_WEIGHT =
      new StructShape(
          Field.always("path", TEXT, "").jsonName("Path"),
          Field.always("weight", WHOLE, 0).jsonName("Weight"));

  private static final Shape BLOCK_IO =
      new StructShape(
          Field.of("weight", WHOLE),
          Field.of("weight_device", Shapes.list(DEVICE_WEIGHT)),
          Field.of("device_read_bps", Shapes.list(DEVICE_RATE)),
          Field.of("device_read_iops", Shapes.list(DEVICE_RATE)),
          Field.of("device_write_bps", Shapes.list(DEVICE_RATE)),
          Field.of("device_write_iops", Shapes.list(DEVICE_RATE)));

  private static final Shape DEPENDENCY =
      new StructShape(
          Field.of("condition", TEXT),
          Field.of("restart", FLAG),
          Field.always("required", FLAG, true));

  private static final Shape DEVICE =
      new StructShape(
          Field.of("source", TEXT), Field.of("target", TEXT), Field.of("permissions", TEXT));

  private static final Shape HEALTH_CHECK =
      new StructShape(
          Field.of("test", TEXTS),
          Field.given("timeout", DURATION),
          Field.given("interval", DURATION),
          Field.given("retries", WHOLE),
          Field.given("start_period", DURATION),
          Field.given("start_interval", DURATION),
          Field.of("disable", FLAG));

  private static final Shape NETWORK =
      new StructShape(
          Field.of("aliases", TEXTS),
          Field.of("driver_opts", TEXTS_BY_NAME),
          Field.of("gw_priority", WHOLE),
          Field.of("interface_name", TEXT),
          Field.of("ipv4_address", TEXT),
          Field.of("ipv6_address", TEXT),
          Field.of("link_local_ips", TEXTS),
          Field.of("mac_address", TEXT),
          Field.of("priority", WHOLE));

  private static final Shape PORT =
      new StructShape(
          Field.of("name", TEXT),
          Field.of("mode", TEXT),
          Field.of("host_ip", TEXT),
          Field.of("target", WHOLE),
          Field.of("published", TEXT),
          Field.of("protocol", TEXT),
          Field.of("app_protocol", TEXT));

  private static final Shape VOLUME =
      new StructShape(
          Field.of("type", TEXT),
          Field.of("source", TEXT),
          Field.of("target", TEXT),
          Field.of("read_only", FLAG),
          Field.of("consistency", TEXT),
          Field.given(
              "bind",
              new StructShape(
                  Field.of("selinux", TEXT),
                  Field.of("propagation", TEXT),
                  Field.of("create_host_path", OPT_OUT),
                  Field.of("recursive", TEXT))),
          Field.given(
              "volume",
              new StructShape(
                  Field.of("labels", TEXTS_BY_NAME),
                  Field.of("nocopy", FLAG),
                  Field.of("subpath", TEXT))),
          Field.given("tmpfs", new StructShape(Field.of("size", BYTES), Field.of("mode", WHOLE))),
          Field.given("image", new StructShape(Field.of("subpath", TEXT))));

  private static final Shape ENV_FILE =
      new StructShape(
          Field.of("path", TEXT), Field.of("required", OPT_OUT), Field.of("format", TEXT));

  private static final Shape LOGGING =
      new StructShape(Field.of("driver", TEXT), Field.of("options", TEXTS_BY_NAME));

  private static final Shape PROVIDER =
      new StructShape(Field.of("type", TEXT), Field.of("options", Shapes.nullable(TEXTS)));

  private static final Shape MODEL =
      new StructShape(Field.of("endpoint_var", TEXT), Field.of("model_var", TEXT));

  private static final Shape CREDENTIAL_SPEC =
      new StructShape(Field.of("config", TEXT), Field.of("file", TEXT), Field.of("registry", TEXT));

  static final StructShape SERVICE =
      new StructShape(
          Field.of("profiles", TEXTS),
          Field.of("annotations", TEXTS_BY_NAME),
          Field.given("attach", FLAG),
          Field.given("build", BuildShapes.BUILD),
          Field.given("develop", new StructShape(Field.of("watch", Shapes.list(WATCH_RULE)))),
          Field.given("blkio_config", BLOCK_IO),
          Field.of("cap_add", TEXTS),
          Field.of("cap_drop", TEXTS),
          Field.of("cgroup_parent", TEXT),
          Field.of("cgroup", TEXT),
          Field.of("cpu_count", WHOLE),
          Field.of("cpu_percent", DECIMAL),
          Field.of("cpu_period", WHOLE),
          Field.of("cpu_quota", WHOLE),
          Field.of("cpu_rt_period", WHOLE),
          Field.of("cpu_rt_runtime", WHOLE),
          Field.of("cpus", DECIMAL),
          Field.of("cpuset", TEXT),
          Field.of("cpu_shares", WHOLE),
          Field.given("command", TEXTS).alwaysInJson(),
          Field.of("configs", Shapes.list(BuildShapes.FILE_REFERENCE)),
          Field.of("container_name", TEXT),
          Field.given("credential_spec", CREDENTIAL_SPEC),
          Field.of("depends_on", Shapes.nullable(DEPENDENCY)),
          Field.given("deploy", DeployShapes.DEPLOY),
          Field.of("device_cgroup_rules", TEXTS),
          Field.of("devices", Shapes.list(DEVICE)),
          Field.of("dns", TEXTS),
          Field.of("dns_opt", TEXTS),
          Field.of("dns_search", TEXTS),
          Field.of("domainname", TEXT),
          Field.given("entrypoint", TEXTS).alwaysInJson(),
          Field.given("provider", PROVIDER),
          Field.of("environment", VARIABLES),
          Field.of("env_file", Shapes.list(ENV_FILE)),
          Field.of("expose", TEXTS),
          Field.given(
              "extends", new StructShape(Field.of("file", TEXT), Field.of("service", TEXT))),
          Field.of("external_links", TEXTS),
          Field.of("extra_hosts", Shapes.HOSTS),
          Field.of("group_add", TEXTS),
          Field.of("gpus", Shapes.list(DeployShapes.DEVICE_REQUEST)),
          Field.of("hostname", TEXT),
          Field.given("healthcheck", HEALTH_CHECK),
          Field.of("image", TEXT),
          Field.given("init", FLAG),
          Field.of("ipc", TEXT),
          Field.of("isolation", TEXT),
          Field.of("labels", TEXTS_BY_NAME),
          Field.of("label_file", TEXTS),
          Field.of("links", TEXTS),
          Field.given("logging", LOGGING),
          Field.of("mem_limit", BYTES),
          Field.of("mem_reservation", BYTES),
          Field.of("memswap_limit", BYTES),
          Field.of("mem_swappiness", BYTES),
          Field.of("mac_address", TEXT),
          Field.of("models", Shapes.nullable(MODEL)),
          Field.of("network_mode", TEXT),
          Field.of("networks", Shapes.nullable(NETWORK)),
          Field.of("oom_kill_disable", FLAG),
          Field.of("oom_score_adj", WHOLE),
          Field.of("pid", TEXT),
          Field.of("pids_limit", WHOLE),
          Field.of("platform", TEXT),
          Field.of("ports", Shapes.list(PORT)),
          Field.of("privileged", FLAG),
          Field.of("pull_policy", TEXT),
          Field.of("pull_refresh_after", TEXT),
          Field.of("read_only", FLAG),
          Field.of("restart", TEXT),
          Field.of("runtime", TEXT),
          Field.given("scale", WHOLE),
          Field.of("secrets", Shapes.list(BuildShapes.FILE_REFERENCE)),
          Field.of("security_opt", TEXTS),
          Field.of("shm_size", BYTES),
          Field.of("stdin_open", FLAG),
          Field.given("stop_grace_period", DURATION),
          Field.of("stop_signal", TEXT),
          Field.of("storage_opt", TEXTS_BY_NAME),
          Field.of("sysctls", TEXTS_BY_NAME),
          Field.of("tmpfs", TEXTS),
          Field.of("tty", FLAG),
          Field.of("ulimits", Shapes.LIMITS),
          Field.of("use_api_socket", FLAG),
          Field.of("user", TEXT),
          Field.of("userns_mode", TEXT),
          Field.of("uts", TEXT),
          Field.of("volumes", Shapes.list(VOLUME)),
          Field.of("volumes_from", TEXTS),
          Field.of("working_dir", TEXT),
          Field.of("pre_start", Shapes.list(HOOK)),
          Field.of("post_start", Shapes.list(HOOK)),
          Field.of("pre_stop", Shapes.list(HOOK)));

  private ServiceShapes() {}
}
