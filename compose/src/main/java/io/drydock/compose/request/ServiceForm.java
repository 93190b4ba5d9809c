package io.drydock.compose.request;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.HealthCheck;
import io.drydock.composefile.model.Hook;
import io.drydock.composefile.model.Logging;
import io.drydock.composefile.model.Port;
import io.drydock.composefile.model.Provider;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceIsolation;
import io.drydock.composefile.model.ServiceModel;
import io.drydock.composefile.model.ServiceNetwork;
import io.drydock.composefile.model.ServiceNetworking;
import io.drydock.composefile.model.ServiceProcess;
import io.drydock.composefile.model.ServiceStorage;
import io.drydock.composefile.model.WatchRule;
import io.drydock.composefile.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A service as the JSON over which docker compose takes its hash: each member by its name in a
 * Compose file, in the order of compose-go's types, without the build, the number of containers and
 * the pull policy, which change nothing about a container.
 */
final class ServiceForm {
  private final Service service;
  private final Dialect dialect;
  private final GoObject form = new GoObject();

  private ServiceForm(Service service, Dialect dialect) {
    this.service = service;
    this.dialect = dialect;
  }

  /** The releases of docker compose that differ in what they hash. */
  enum Dialect {
    /** Up to 2.29: with dependencies and profiles. */
    CLASSIC,
    /** Later ones. */
    CURRENT
  }

  static JsonObject of(Service service, Dialect dialect) {
    return new ServiceForm(service, dialect).write();
  }

  private JsonObject write() {
    ServiceProcess process = service.process();
    if (dialect == Dialect.CLASSIC) {
      form.strings("profiles", service.life().profiles());
    }
    form.map("annotations", process.annotations()).flag("attach", service.life().attach());
    service.develop().ifPresent(each -> form.always("develop", watch(each.watch())));
    ResourceForm.writeIsolation(form, service);
    ResourceForm.writeCpu(form, service.resources().cpu());
    form.always("command", GoObject.words(process.command()));
    form.array("configs", service.storage().configs(), this::file);
    form.text("container_name", service.life().containerName());
    credentials(service.isolation());
    if (dialect == Dialect.CLASSIC) {
      form.map("depends_on", service.life().dependsOn(), ServiceForm::dependency);
    }
    form.object("deploy", service.deploy(), DeployForm::of);
    form.strings("device_cgroup_rules", service.resources().deviceCgroupRules());
    form.array("devices", service.resources().devices(), ResourceForm::device);
    names(service.networking());
    form.always("entrypoint", GoObject.words(process.entrypoint()));
    form.object("provider", service.provider(), ServiceForm::provider);
    form.map("environment", process.environment(), GoObject::orNull);
    reach(service.networking());
    middle(process);
    end(service.storage(), process);
    return form.json();
  }

  private void credentials(ServiceIsolation isolation) {
    form.object(
        "credential_spec",
        isolation.credentialSpec(),
        each ->
            new GoObject()
                .text("config", each.config())
                .text("file", each.file())
                .text("registry", each.registry())
                .json());
  }

  private void names(ServiceNetworking networking) {
    form.strings("dns", networking.dns())
        .strings("dns_opt", networking.dnsOptions())
        .strings("dns_search", networking.dnsSearch())
        .text("domainname", networking.domainname());
  }

  private void reach(ServiceNetworking networking) {
    var hosts = new ArrayList<String>();
    networking
        .extraHosts()
        .forEach((name, addresses) -> addresses.forEach(each -> hosts.add(name + "=" + each)));
    hosts.sort(null);
    form.strings("expose", networking.expose())
        .strings("external_links", networking.externalLinks())
        .strings("extra_hosts", hosts);
  }

  private void middle(ServiceProcess process) {
    ServiceNetworking networking = service.networking();
    ServiceIsolation isolation = service.isolation();
    form.strings("group_add", process.groupAdd())
        .array("gpus", service.resources().gpus(), DeployForm::deviceRequest)
        .text("hostname", networking.hostname())
        .object("healthcheck", process.healthCheck(), ServiceForm::healthCheck)
        .text("image", service.image())
        .flag("init", process.init())
        .text("ipc", isolation.ipc())
        .text("isolation", isolation.isolation())
        .map("labels", process.labels())
        .strings("links", networking.links())
        .object("logging", process.logging(), ServiceForm::logging);
    ResourceForm.writeMemory(form, service.resources().memory());
    form.text("mac_address", networking.macAddress())
        .map("models", service.models(), ServiceForm::model)
        .text("network_mode", networking.networkMode());
    if (!networking.networks().isEmpty()) {
      form.always("networks", networks(networking));
    }
    ResourceForm.writeOom(form, service.resources().memory());
    form.text("pid", isolation.pid())
        .number("pids_limit", service.resources().pidsLimit())
        .text("platform", service.life().platform())
        .array("ports", networking.ports(), ServiceForm::port);
  }

  private void end(ServiceStorage storage, ServiceProcess process) {
    ServiceIsolation isolation = service.isolation();
    form.flag("privileged", isolation.privileged())
        .flag("read_only", storage.readOnly())
        .text("restart", service.life().restart())
        .text("runtime", isolation.runtime())
        .array("secrets", storage.secrets(), this::file)
        .strings("security_opt", isolation.securityOptions())
        .bytes("shm_size", storage.shmSizeBytes())
        .flag("stdin_open", process.stdinOpen())
        .duration("stop_grace_period", service.life().stopGracePeriod())
        .text("stop_signal", service.life().stopSignal())
        .map("storage_opt", storage.storageOptions())
        .map("sysctls", isolation.sysctls())
        .strings("tmpfs", storage.tmpfs())
        .flag("tty", process.tty())
        .map("ulimits", service.resources().ulimits(), ResourceForm::ulimit)
        .flag("use_api_socket", storage.useApiSocket())
        .text("user", process.user())
        .text("userns_mode", isolation.usernsMode())
        .text("uts", isolation.uts())
        .array("volumes", storage.volumes(), each -> MountForm.of(each, dialect))
        .strings("volumes_from", storage.volumesFrom())
        .text("working_dir", process.workingDir())
        .array("post_start", service.life().postStart(), ServiceForm::hook)
        .array("pre_stop", service.life().preStop(), ServiceForm::hook);
  }

  private static JsonObject watch(List<WatchRule> rules) {
    return new GoObject()
        .array(
            "watch",
            rules,
            each ->
                new GoObject()
                    .always("path", new JsonPrimitive(each.path()))
                    .always("action", new JsonPrimitive(each.action().toString()))
                    .text("target", each.target())
                    .always(
                        "exec", each.exec().map(ServiceForm::hook).orElseGet(ServiceForm::noHook))
                    .strings("ignore", each.ignore())
                    .strings("include", each.include())
                    .flag("initial_sync", each.initialSync())
                    .json())
        .json();
  }

  private JsonElement file(FileReference file) {
    var json =
        new GoObject()
            .text("source", file.source())
            .text("target", file.target())
            .text("uid", file.uid())
            .text("gid", file.gid());
    if (dialect == Dialect.CLASSIC) {
      return json.pointer("mode", file.mode()).json();
    }
    return file.mode().isPresent()
        ? json.text("mode", "0" + Integer.toOctalString(file.mode().getAsInt())).json()
        : json.json();
  }

  private static JsonElement dependency(Dependency dependency) {
    return new GoObject()
        .text("condition", dependency.condition().toString())
        .flag("restart", dependency.restart())
        .always("required", new JsonPrimitive(dependency.required()))
        .json();
  }

  private static JsonObject provider(Provider provider) {
    return new GoObject()
        .text("type", provider.type())
        .map(
            "options",
            provider.options(),
            each -> GoObject.list(each, value -> new JsonPrimitive(value)))
        .json();
  }

  private static JsonObject healthCheck(HealthCheck check) {
    return new GoObject()
        .strings("test", check.test())
        .duration("timeout", check.timeout())
        .duration("interval", check.interval())
        .pointer("retries", check.retries())
        .duration("start_period", check.startPeriod())
        .duration("start_interval", check.startInterval())
        .flag("disable", check.disable())
        .json();
  }

  private static JsonObject logging(Logging logging) {
    return new GoObject().text("driver", logging.driver()).map("options", logging.options()).json();
  }

  private static JsonElement model(ServiceModel model) {
    JsonObject json =
        new GoObject()
            .text("endpoint_var", model.endpointVariable())
            .text("model_var", model.modelVariable())
            .json();
    return json.isEmpty() ? JsonNull.INSTANCE : json;
  }

  /** A network without any settings is null, unless an empty mapping was written. */
  private JsonObject networks(ServiceNetworking networking) {
    var networks = new JsonObject();
    new TreeMap<>(networking.networks())
        .forEach((name, each) -> {
          JsonObject settings =
              dialect == Dialect.CLASSIC ? classicNetwork(each) : currentNetwork(each);
          boolean unset =
              service.definition().at("networks", name).map(YamlNode::isNull).orElse(true);
          networks.add(name, settings.isEmpty() && unset ? JsonNull.INSTANCE : settings);
        });
    return networks;
  }

  private static JsonObject classicNetwork(ServiceNetwork network) {
    return new GoObject()
        .number("priority", network.priority())
        .strings("aliases", network.aliases())
        .text("ipv4_address", network.ipv4Address())
        .text("ipv6_address", network.ipv6Address())
        .strings("link_local_ips", network.linkLocalIps())
        .text("mac_address", network.macAddress())
        .map("driver_opts", network.driverOptions())
        .json();
  }

  private static JsonObject currentNetwork(ServiceNetwork network) {
    return new GoObject()
        .strings("aliases", network.aliases())
        .map("driver_opts", network.driverOptions())
        .number("gw_priority", network.gatewayPriority())
        .text("interface_name", network.interfaceName())
        .text("ipv4_address", network.ipv4Address())
        .text("ipv6_address", network.ipv6Address())
        .strings("link_local_ips", network.linkLocalIps())
        .text("mac_address", network.macAddress())
        .number("priority", network.priority())
        .json();
  }

  private static JsonElement port(Port port) {
    return new GoObject()
        .text("name", port.name())
        .text("mode", port.mode())
        .text("host_ip", port.hostIp())
        .number("target", port.target())
        .text("published", port.published())
        .text("protocol", port.protocol())
        .text("app_protocol", port.appProtocol())
        .json();
  }

  private static JsonObject hook(Hook hook) {
    return new GoObject()
        .always("command", GoObject.list(hook.command(), JsonPrimitive::new))
        .text("user", hook.user())
        .flag("privileged", hook.privileged())
        .text("working_dir", hook.workingDir())
        .map("environment", hook.environment(), GoObject::orNull)
        .json();
  }

  private static JsonObject noHook() {
    return new GoObject().always("command", JsonNull.INSTANCE).json();
  }
}
