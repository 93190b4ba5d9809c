package io.drydock.composefile.load;

import io.drydock.composefile.canonical.CanonicalForm;
import io.drydock.composefile.env.Variables;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/** The way from a request to a project, step by step. */
public final class Loading {
  private static final String NAME = "name";
  private static final String PROJECT_NAME = "COMPOSE_PROJECT_NAME";

  private final ComposeRequest request;
  private final Consumer<String> warnings;
  private final Sources sources;
  private final IncludedModels included = new IncludedModels();
  private final String name;
  private final SequencedMap<String, String> environment;

  /**
   * @param warnings takes a sentence for each thing that may not be what was meant, each once
   */
  public Loading(ComposeRequest request, Consumer<String> warnings) {
    this.request = request;
    Set<String> given = new HashSet<>();
    this.warnings =
        warning -> {
          if (given.add(warning)) {
            warnings.accept(warning);
          }
        };
    this.sources = new Sources(request.currentDirectory());
    if (request.files().isEmpty()) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "no configuration file provided: not found");
    }
    this.name = name();
    this.environment = new LinkedHashMap<>(request.environment());
    if (!name.isEmpty()) {
      environment.put(PROJECT_NAME, name);
    }
  }

  private String name() {
    if (request.nameIsFixed()) {
      return ProjectNames.requireValid(request.projectName());
    }
    String inFiles = ProjectNames.inFiles(request, sources);
    return inFiles.isEmpty() ? request.projectName() : inFiles;
  }

  LoadOptions options() {
    return request.options();
  }

  List<RemoteFiles> remotes() {
    return request.remotes();
  }

  IncludedModels included() {
    return included;
  }

  Consumer<String> warnings() {
    return warnings;
  }

  Sources sources() {
    return sources;
  }

  /**
   * The merged files in long forms, with all that the options ask for but without what services
   * find in files of variables. Values are as they were written.
   */
  public YamlMapping model() {
    var layer = new Layer(this, request.workingDirectory(), environment);
    YamlMapping model = Defaults.add(layer.model(request.files())).without("include");
    if (options().validate()) {
      ResourceChecks.check(model);
      if (name.isEmpty()) {
        throw new DrydockException(ErrorKind.INVALID, "project name must not be empty")
            .withHint("give the top-level name in the file, -p or COMPOSE_PROJECT_NAME");
      }
    }
    if (options().resolvePaths()) {
      model = layer.paths(request.workingDirectory()).resolve(model);
    }
    if (options().interpolate()) {
      model = EnvironmentNames.resolve(model, environment);
    }
    return options().normalize() ? new Normalization(name).of(model) : model;
  }

  /** The project. */
  public Project project() {
    YamlMapping all = CanonicalForm.project(named(model()));
    YamlMapping services = Trees.mapping(all, "services");
    Selection selection = Selection.of(services, options().profiles(), options().services());
    YamlMapping enabled = selection.enabledOf(all);
    YamlMapping disabled = selection.disabledOf(all);
    if (options().checkConsistency()) {
      Consistency.check(enabled, Trees.mapping(disabled, "services").keys());
    }
    enabled = withFiles(enabled);
    if (options().prune()) {
      enabled = Pruning.prune(enabled);
    }
    return new ProjectReader(request, environment, selection.profiles()).read(enabled, disabled);
  }

  private YamlMapping named(YamlMapping model) {
    return name.isEmpty()
        ? model.without(NAME)
        : model.with(NAME, YamlScalar.of(name, model.keyLocation(NAME)));
  }

  /** The project with what its services find in files of variables and labels. */
  private YamlMapping withFiles(YamlMapping project) {
    var files =
        new ServiceEnvironment(
            request.currentDirectory(), Variables.of(environment), options().discardEnvFiles());
    return project.update(
        "services",
        services ->
            ((YamlMapping) services)
                .map((service, each) ->
                    each instanceof YamlMapping mapping
                        ? withFiles(service, mapping, files)
                        : each));
  }

  private YamlMapping withFiles(String name, YamlMapping service, ServiceEnvironment files) {
    YamlMapping resolved =
        options().resolveEnvironment() ? files.resolve(service) : files.resolveLabels(service);
    return resolved.equals(service) ? service : CanonicalForm.service(name, resolved);
  }
}
