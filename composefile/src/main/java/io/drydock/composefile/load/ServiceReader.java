package io.drydock.composefile.load;

import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Develop;
import io.drydock.composefile.model.EnvFile;
import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.HealthCheck;
import io.drydock.composefile.model.Hook;
import io.drydock.composefile.model.Logging;
import io.drydock.composefile.model.Port;
import io.drydock.composefile.model.Provider;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceIsolation;
import io.drydock.composefile.model.ServiceIsolation.CredentialSpec;
import io.drydock.composefile.model.ServiceLife;
import io.drydock.composefile.model.ServiceModel;
import io.drydock.composefile.model.ServiceNetwork;
import io.drydock.composefile.model.ServiceNetworking;
import io.drydock.composefile.model.ServiceProcess;
import io.drydock.composefile.model.ServiceStorage;
import io.drydock.composefile.model.WatchRule;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a service out of its canonical form. */
final class ServiceReader {
  private final String name;
  private final Values service;

  ServiceReader(String name, Values service) {
    this.name = name;
    this.service = service;
  }

  Service read() {
    return new Service(
        name,
        service.text("image"),
        service.part("build", BuildReader::build),
        service.part("provider", ServiceReader::provider),
        life(),
        process(),
        networking(),
        storage(),
        ResourcesReader.resources(service),
        isolation(),
        service.part("deploy", DeployReader::deploy),
        service.part("develop", ServiceReader::develop),
        service.map("models", ServiceReader::model),
        service.mapping());
  }

  private static Provider provider(Values provider) {
    return new Provider(provider.require("type"), provider.map("options", ServiceReader::texts));
  }

  private static List<String> texts(YamlNode node) {
    var texts = new ArrayList<String>();
    node.sequence()
        .map(YamlSequence::items)
        .orElse(List.of())
        .forEach(each -> texts.add(each.text().orElse("")));
    return List.copyOf(texts);
  }

  private static ServiceModel model(YamlNode node) {
    Values model = Values.of(node);
    return new ServiceModel(model.text("endpoint_var"), model.text("model_var"));
  }

  private ServiceLife life() {
    return new ServiceLife(
        service.texts("profiles"),
        service.text("container_name"),
        service.map("depends_on", ServiceReader::dependency),
        service.optionalFlag("attach"),
        service.text("pull_policy"),
        service.text("pull_refresh_after"),
        service.text("platform"),
        service.integer("scale"),
        service.text("restart"),
        service.duration("stop_grace_period"),
        service.text("stop_signal"),
        service.each("pre_start", ServiceReader::hook),
        service.each("post_start", ServiceReader::hook),
        service.each("pre_stop", ServiceReader::hook));
  }

  private static Dependency dependency(YamlNode node) {
    Values dependency = Values.of(node);
    String condition = dependency.text("condition").orElse("service_started");
    return new Dependency(
        oneOf(Dependency.Condition.values(), condition, node),
        dependency.flag("restart"),
        dependency.flag("required"));
  }

  /** The constant that files write so. */
  private static <E extends Enum<E>> E oneOf(E[] all, String text, YamlNode where) {
    for (E each : all) {
      if (each.toString().equals(text)) {
        return each;
      }
    }
    throw new DrydockException(ErrorKind.INVALID, "\"" + text + "\" must be one of " + List.of(all))
        .at(where.location());
  }

  private static Hook hook(Values hook) {
    return new Hook(
        hook.texts("command"),
        hook.text("image"),
        hook.text("user"),
        hook.flag("privileged"),
        hook.text("working_dir"),
        hook.variables("environment"),
        hook.flag("per_replica"));
  }

  private ServiceProcess process() {
    return new ServiceProcess(
        service.optionalTexts("command"),
        service.optionalTexts("entrypoint"),
        service.variables("environment"),
        service.each("env_file", ServiceReader::envFile),
        service.text("user"),
        service.texts("group_add"),
        service.text("working_dir"),
        service.flag("tty"),
        service.flag("stdin_open"),
        service.optionalFlag("init"),
        service.textMap("labels"),
        service.texts("label_file"),
        service.textMap("annotations"),
        service.part("healthcheck", ServiceReader::healthCheck),
        service.part("logging", ServiceReader::logging));
  }

  private static EnvFile envFile(Values file) {
    return new EnvFile(
        file.require("path"), file.optionalFlag("required").orElse(true), file.text("format"));
  }

  private static HealthCheck healthCheck(Values check) {
    return new HealthCheck(
        check.texts("test"),
        check.duration("interval"),
        check.duration("timeout"),
        check.integer("retries"),
        check.duration("start_period"),
        check.duration("start_interval"),
        check.flag("disable"));
  }

  private static Logging logging(Values logging) {
    return new Logging(logging.text("driver"), logging.textMap("options"));
  }

  private ServiceNetworking networking() {
    return new ServiceNetworking(
        service.text("network_mode"),
        service.map("networks", ServiceReader::network),
        service.each("ports", ServiceReader::port),
        service.texts("expose"),
        service.text("hostname"),
        service.text("domainname"),
        service.text("mac_address"),
        service.texts("dns"),
        service.texts("dns_opt"),
        service.texts("dns_search"),
        service.hosts("extra_hosts"),
        service.texts("links"),
        service.texts("external_links"));
  }

  private static ServiceNetwork network(YamlNode node) {
    Values network = Values.of(node);
    return new ServiceNetwork(
        network.texts("aliases"),
        network.text("interface_name"),
        network.text("ipv4_address"),
        network.text("ipv6_address"),
        network.texts("link_local_ips"),
        network.text("mac_address"),
        network.textMap("driver_opts"),
        network.integer("priority").orElse(0),
        network.integer("gw_priority").orElse(0));
  }

  private static Port port(Values port) {
    return new Port(
        port.integer("target").orElse(0),
        port.text("published"),
        port.text("host_ip"),
        port.text("protocol").orElse("tcp"),
        port.text("mode"),
        port.text("name"),
        port.text("app_protocol"),
        port.location());
  }

  private ServiceStorage storage() {
    return new ServiceStorage(
        service.each("volumes", VolumeReader::volume),
        service.texts("volumes_from"),
        service.texts("tmpfs"),
        service.each("secrets", ServiceReader::fileReference),
        service.each("configs", ServiceReader::fileReference),
        service.textMap("storage_opt"),
        service.number("shm_size"),
        service.flag("read_only"),
        service.flag("use_api_socket"));
  }

  static FileReference fileReference(Values file) {
    return new FileReference(
        file.require("source"),
        file.text("target"),
        file.text("uid"),
        file.text("gid"),
        file.mode("mode"));
  }

  private ServiceIsolation isolation() {
    return new ServiceIsolation(
        service.flag("privileged"),
        service.texts("cap_add"),
        service.texts("cap_drop"),
        service.texts("security_opt"),
        service.textMap("sysctls"),
        service.text("pid"),
        service.text("ipc"),
        service.text("uts"),
        service.text("userns_mode"),
        service.text("cgroup"),
        service.text("cgroup_parent"),
        service.text("isolation"),
        service.text("runtime"),
        service.part("credential_spec", ServiceReader::credentialSpec));
  }

  private static CredentialSpec credentialSpec(Values spec) {
    return new CredentialSpec(spec.text("config"), spec.text("file"), spec.text("registry"));
  }

  private static Develop develop(Values develop) {
    Function<Values, WatchRule> read = ServiceReader::watchRule;
    return new Develop(develop.each("watch", read));
  }

  private static WatchRule watchRule(Values rule) {
    return new WatchRule(
        rule.require("path"),
        oneOf(WatchRule.Action.values(), rule.require("action"), rule.mapping()),
        rule.text("target"),
        rule.part("exec", ServiceReader::hook),
        rule.texts("ignore"),
        rule.texts("include"),
        rule.flag("initial_sync"),
        rule.location());
  }
}
