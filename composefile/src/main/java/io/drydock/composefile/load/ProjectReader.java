package io.drydock.composefile.load;

import io.drydock.composefile.model.Model;
import io.drydock.composefile.model.Network;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.SharedFile;
import io.drydock.composefile.model.Volume;
import io.drydock.composefile.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;

/** Reads a project out of its canonical form. */
final class ProjectReader {
  private static final String SERVICES = "services";

  private final ComposeRequest request;
  private final SequencedMap<String, String> environment;
  private final Set<String> profiles;

  ProjectReader(
      ComposeRequest request, SequencedMap<String, String> environment, Set<String> profiles) {
    this.request = request;
    this.environment = environment;
    this.profiles = profiles;
  }

  /**
   * @param disabled the services that are not in the project
   */
  Project read(YamlMapping project, YamlMapping disabled) {
    return new Project(
        Trees.text(project, "name"),
        request.currentDirectory().resolve(request.workingDirectory()).normalize(),
        files(),
        environment,
        new LinkedHashSet<>(profiles),
        all(project, SERVICES, ProjectReader::service),
        all(disabled, SERVICES, ProjectReader::service),
        all(project, "networks", ProjectReader::network),
        all(project, "volumes", ProjectReader::volume),
        all(project, "secrets", this::sharedFile),
        all(project, "configs", this::sharedFile),
        all(project, "models", ProjectReader::model),
        project);
  }

  private List<Path> files() {
    var paths = new ArrayList<Path>();
    for (ComposeFile each : request.files()) {
      if (each.content().isEmpty()) {
        paths.add(request.currentDirectory().resolve(each.name()).normalize());
      }
    }
    return paths;
  }

  private static <T> SequencedMap<String, T> all(
      YamlMapping project, String section, BiFunction<String, Values, T> read) {
    var all = new LinkedHashMap<String, T>();
    for (YamlMapping.Entry each : Trees.mapping(project, section).entries()) {
      all.put(each.key(), read.apply(each.key(), Values.of(each.value())));
    }
    return all;
  }

  private static Service service(String name, Values service) {
    return new ServiceReader(name, service).read();
  }

  private static Network network(String key, Values network) {
    return new Network(
        key,
        network.text("name").orElse(key),
        network.text("driver"),
        network.textMap("driver_opts"),
        network.part("ipam", ProjectReader::ipam),
        network.flag("external"),
        network.flag("internal"),
        network.flag("attachable"),
        network.textMap("labels"),
        network.optionalFlag("enable_ipv4"),
        network.optionalFlag("enable_ipv6"),
        network.location());
  }

  private static Network.Ipam ipam(Values ipam) {
    return new Network.Ipam(
        ipam.text("driver"), ipam.each("config", ProjectReader::pool), ipam.textMap("options"));
  }

  private static Network.Pool pool(Values pool) {
    return new Network.Pool(
        pool.text("subnet"),
        pool.text("ip_range"),
        pool.text("gateway"),
        pool.textMap("aux_addresses"));
  }

  private static Volume volume(String key, Values volume) {
    return new Volume(
        key,
        volume.text("name").orElse(key),
        volume.text("driver"),
        volume.textMap("driver_opts"),
        volume.flag("external"),
        volume.textMap("labels"),
        volume.location());
  }

  private SharedFile sharedFile(String key, Values file) {
    Optional<String> variable = file.text("environment");
    return new SharedFile(
        key,
        file.text("name"),
        file.text("file"),
        variable,
        variable.isPresent() ? variable.flatMap(this::variable) : file.text("content"),
        file.flag("external"),
        file.textMap("labels"),
        file.text("driver"),
        file.textMap("driver_opts"),
        file.text("template_driver"),
        file.location());
  }

  private Optional<String> variable(String name) {
    Map<String, String> all = environment;
    return Optional.ofNullable(all.get(name));
  }

  private static Model model(String key, Values model) {
    return new Model(
        key,
        model.text("name"),
        model.require("model"),
        model.integer("context_size"),
        model.texts("runtime_flags"),
        model.location());
  }
}
