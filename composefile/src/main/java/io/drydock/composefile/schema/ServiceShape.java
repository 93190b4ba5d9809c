package io.drydock.composefile.schema;

import static io.drydock.composefile.schema.Shapes.COMMAND;
import static io.drydock.composefile.schema.Shapes.COUNT;
import static io.drydock.composefile.schema.Shapes.DISTINCT_TEXTS;
import static io.drydock.composefile.schema.Shapes.FILES;
import static io.drydock.composefile.schema.Shapes.FLAG;
import static io.drydock.composefile.schema.Shapes.HOSTS;
import static io.drydock.composefile.schema.Shapes.INTEGER;
import static io.drydock.composefile.schema.Shapes.LIMITS;
import static io.drydock.composefile.schema.Shapes.NUMBER;
import static io.drydock.composefile.schema.Shapes.OPTIONS;
import static io.drydock.composefile.schema.Shapes.PAIRS;
import static io.drydock.composefile.schema.Shapes.TEXT;
import static io.drydock.composefile.schema.Shapes.TEXTS;
import static io.drydock.composefile.schema.Shapes.TEXT_OR_TEXTS;

/** What a service may hold. */
final class ServiceShape {
  private static final Shape BUILD =
      TEXT.or(
          Shape.mapping(
              Keys.known()
                  .put(
                      TEXT,
                      "context",
                      "dockerfile",
                      "dockerfile_inline",
                      "network",
                      "target",
                      "isolation")
                  .put(TEXTS, "entitlements", "cache_from", "cache_to", "tags", "platforms")
                  .put(PAIRS, "args", "ssh", "labels", "additional_contexts")
                  .put(FLAG, "no_cache", "provenance", "sbom", "pull", "privileged")
                  .put(TEXT_OR_TEXTS, "no_cache_filter")
                  .put(INTEGER, "shm_size")
                  .put(HOSTS, "extra_hosts")
                  .put(FILES, "secrets")
                  .put(LIMITS, "ulimits")));

  private static final Shape DISK_RATES = diskLimits("rate");

  private static final Shape DISKS =
      Shape.mapping(
          Keys.known()
              .put(
                  DISK_RATES,
                  "device_read_bps",
                  "device_read_iops",
                  "device_write_bps",
                  "device_write_iops")
              .put(INTEGER, "weight")
              .put(diskLimits("weight"), "weight_device")
              .closed());

  private static final Shape DEPENDENCIES =
      DISTINCT_TEXTS.or(
          Shape.mapping(
              Keys.names(
                  Shape.mapping(
                      Keys.known()
                          .put(FLAG, "restart")
                          .put(Shape.flag(), "required")
                          .put(
                              Shape.words(
                                  "service_started",
                                  "service_healthy",
                                  "service_completed_successfully"),
                              "condition")
                          .require("condition")))));

  private static final Shape ENV_FILES =
      TEXT.or(
          Shape.list(
              TEXT.or(
                  Shape.mapping(
                      Keys.known()
                          .put(TEXT, "path", "format")
                          .put(FLAG, "required")
                          .require("path")
                          .closed()))));

  private static final Shape EXTENDS =
      TEXT.or(Shape.mapping(Keys.known().put(TEXT, "service", "file").require("service").closed()));

  private static final Shape PROVIDER =
      Shape.mapping(
          Keys.known()
              .put(TEXT, "type")
              .put(Shape.mapping(Keys.any(plain().or(Shape.list(plain())))), "options")
              .require("type"));

  private static final Shape HEALTH =
      Shape.mapping(
          Keys.known()
              .put(FLAG, "disable")
              .put(TEXT, "interval", "timeout", "start_period", "start_interval")
              .put(NUMBER, "retries")
              .put(TEXTS.orText(), "test"));

  private static final Shape LOGGING =
      Shape.mapping(
          Keys.known()
              .put(TEXT, "driver")
              .put(Shape.mapping(Keys.any(NUMBER.orNothing())), "options"));

  private static final Shape MODELS =
      DISTINCT_TEXTS.or(
          Shape.mapping(
              Keys.any(
                  Shape.mapping(Keys.known().put(TEXT, "endpoint_var", "model_var")).orNothing())));

  private static final Shape NETWORKS =
      DISTINCT_TEXTS.or(
          Shape.mapping(
              Keys.names(
                  Shape.mapping(
                          Keys.known()
                              .put(DISTINCT_TEXTS, "aliases", "link_local_ips")
                              .put(
                                  TEXT,
                                  "interface_name",
                                  "ipv4_address",
                                  "ipv6_address",
                                  "mac_address")
                              .put(OPTIONS, "driver_opts")
                              .put(Shape.number(), "priority", "gw_priority"))
                      .orNothing())));

  private static final Shape PORTS =
      Shape.distinctList(
          NUMBER.or(
              Shape.mapping(
                  Keys.known()
                      .put(TEXT, "name", "mode", "host_ip", "protocol", "app_protocol")
                      .put(INTEGER, "target", "published"))));

  private static final Shape DEVICES =
      Shape.list(
          TEXT.or(
              Shape.mapping(
                  Keys.known().put(TEXT, "source", "target", "permissions").require("source"))));

  private static final Shape GPUS =
      Shape.words("all").or(Shape.list(Shape.mapping(Shapes.deviceKeys())));

  private static final Shape VOLUMES =
      Shape.distinctList(
          TEXT.or(
              Shape.mapping(
                  Keys.known()
                      .put(
                          Shape.words("bind", "volume", "tmpfs", "cluster", "npipe", "image"),
                          "type")
                      .put(TEXT, "source", "target", "consistency")
                      .put(FLAG, "read_only")
                      .put(bind(), "bind")
                      .put(
                          Shape.mapping(
                              Keys.known()
                                  .put(PAIRS, "labels")
                                  .put(FLAG, "nocopy")
                                  .put(TEXT, "subpath")),
                          "volume")
                      .put(
                          Shape.mapping(Keys.known().put(COUNT, "size").put(NUMBER, "mode")),
                          "tmpfs")
                      .put(Shape.mapping(Keys.known().put(TEXT, "subpath")), "image")
                      .require("type"))));

  static final Shape HOOK = Shape.mapping(hookKeys().require("command"));

  private static final Shape EARLY_HOOK =
      Shape.mapping(hookKeys().put(TEXT, "image").put(FLAG, "per_replica"));

  private ServiceShape() {}

  private static Shape plain() {
    return Shape.number().or(Shape.flag()).orText();
  }

  private static Shape diskLimits(String limit) {
    return Shape.list(Shape.mapping(Keys.known().put(TEXT, "path").put(INTEGER, limit).closed()));
  }

  private static Shape bind() {
    return Shape.mapping(
        Keys.known()
            .put(TEXT, "propagation")
            .put(FLAG, "create_host_path")
            .put(Shape.words("enabled", "disabled", "writable", "readonly"), "recursive")
            .put(Shape.words("z", "Z"), "selinux"));
  }

  private static Keys hookKeys() {
    return Keys.known()
        .put(COMMAND, "command")
        .put(TEXT, "user", "working_dir")
        .put(FLAG, "privileged")
        .put(PAIRS, "environment");
  }

  static Shape service() {
    Keys keys = Keys.known();
    addProcess(keys);
    addResources(keys);
    addSurroundings(keys);
    return Shape.mapping(keys);
  }

  private static void addProcess(Keys keys) {
    keys.put(
            TEXT,
            "domainname",
            "hostname",
            "image",
            "platform",
            "pull_refresh_after",
            "restart",
            "runtime",
            "stop_grace_period",
            "stop_signal",
            "user",
            "working_dir")
        .put(
            Shape.matching(
                "[a-zA-Z0-9][a-zA-Z0-9_.-]+", "a name of two or more letters, digits, _, . and -"),
            "container_name")
        .put(
            Shape.matching(
                "always|never|build|if_not_present|missing|refresh|daily|weekly"
                    + "|every_([0-9]+[wdhms])+",
                "always, never, missing, build, daily, weekly or every_ and a duration"),
            "pull_policy")
        .put(BUILD, "build")
        .put(COMMAND, "command", "entrypoint")
        .put(DEPENDENCIES, "depends_on")
        .put(DeployShape.deploy(), "deploy")
        .put(DeployShape.develop(), "develop")
        .put(ENV_FILES, "env_file")
        .put(EXTENDS, "extends")
        .put(FLAG, "attach", "init", "stdin_open", "tty")
        .put(HEALTH, "healthcheck")
        .put(INTEGER, "scale")
        .put(LOGGING, "logging")
        .put(PAIRS, "annotations", "environment", "labels")
        .put(PROVIDER, "provider")
        .put(DISTINCT_TEXTS, "profiles")
        .put(TEXTS.orText(), "label_file")
        .put(Shape.list(EARLY_HOOK), "pre_start")
        .put(Shape.list(HOOK), "post_start", "pre_stop");
  }

  private static void addResources(Keys keys) {
    keys.put(DISKS, "blkio_config")
        .put(COUNT, "cpu_count")
        .put(Shape.integer().between(0, 100).orText(), "cpu_percent")
        .put(
            NUMBER,
            "cpu_shares",
            "cpu_quota",
            "cpu_period",
            "cpu_rt_period",
            "cpu_rt_runtime",
            "cpus",
            "mem_limit",
            "memswap_limit",
            "pids_limit",
            "shm_size")
        .put(INTEGER, "mem_reservation", "mem_swappiness")
        .put(TEXT, "cpuset")
        .put(FLAG, "oom_kill_disable")
        .put(Shape.integer().between(-1_000, 1_000).orText(), "oom_score_adj")
        .put(LIMITS, "ulimits")
        .put(GPUS, "gpus");
  }

  private static void addSurroundings(Keys keys) {
    keys.put(
            TEXT,
            "cgroup_parent",
            "ipc",
            "isolation",
            "mac_address",
            "network_mode",
            "userns_mode",
            "uts")
        .put(Shape.words("host", "private"), "cgroup")
        .put(TEXT.orNothing(), "pid")
        .put(FLAG, "privileged", "read_only")
        .put(Shape.flag(), "use_api_socket")
        .put(
            DISTINCT_TEXTS,
            "cap_add",
            "cap_drop",
            "device_cgroup_rules",
            "dns_opt",
            "external_links",
            "links",
            "security_opt",
            "volumes_from")
        .put(TEXT_OR_TEXTS, "dns", "dns_search", "tmpfs")
        .put(Shape.distinctList(NUMBER), "expose", "group_add")
        .put(FILES, "configs", "secrets")
        .put(Shape.mapping(Keys.known().put(TEXT, "config", "file", "registry")), "credential_spec")
        .put(DEVICES, "devices")
        .put(HOSTS, "extra_hosts")
        .put(MODELS, "models")
        .put(NETWORKS, "networks")
        .put(PORTS, "ports")
        .put(Shape.mapping(Keys.any(Shape.ANY)), "storage_opt")
        .put(PAIRS, "sysctls")
        .put(VOLUMES, "volumes");
  }
}
