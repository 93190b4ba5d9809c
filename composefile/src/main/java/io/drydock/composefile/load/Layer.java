package io.drydock.composefile.load;

import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Interpolation;
import io.drydock.composefile.env.Variables;
import io.drydock.composefile.merge.Extends;
import io.drydock.composefile.merge.Includes;
import io.drydock.composefile.merge.Merge;
import io.drydock.composefile.merge.Resources;
import io.drydock.composefile.merge.Unicity;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Files that make one model together: those of the project, or those that one of them includes. A
 * layer has its own folder and variables.
 */
final class Layer implements Resources {
  private final Loading loading;
  private final String folder;
  private final SequencedMap<String, String> environment;
  private final LongForms longForms;

  /**
   * @param folder where the files' relative paths start, as seen from the current folder
   */
  Layer(Loading loading, String folder, SequencedMap<String, String> environment) {
    this.loading = loading;
    this.folder = folder;
    this.environment = environment;
    this.longForms = new LongForms(!loading.options().interpolate(), loading.warnings());
  }

  /**
   * The project's own files as one document in long forms, with what they extend and include.
   * Relative paths are as they were written.
   */
  YamlMapping model(List<ComposeFile> files) {
    return model(files, files.stream().map(this::own).toList(), List.of());
  }

  private Resource own(ComposeFile file) {
    String path = loading.sources().path(file.name()).toString();
    return new Resource(file.name(), path, "", SourceLocation.line(file.name(), 1));
  }

  private YamlMapping model(
      List<ComposeFile> files, List<Resource> resources, List<Resource> ancestors) {
    YamlMapping model = null;
    for (int i = 0; i < files.size(); i++) {
      ComposeFile file = files.get(i);
      var way = new ArrayList<>(ancestors);
      way.add(resources.get(i));
      for (YamlMapping document : documents(file)) {
        model = over(model, extended(document, file, way), file);
      }
    }
    if (model == null) {
      throw new DrydockException(ErrorKind.INVALID, "empty compose file")
          .at(SourceLocation.line(files.getLast().name(), 1));
    }
    return model;
  }

  private YamlMapping extended(YamlMapping document, ComposeFile file, List<Resource> way) {
    return Extends.apply(Includes.apply(document, this, way), file.name(), this);
  }

  private YamlMapping over(@Nullable YamlMapping base, YamlMapping document, ComposeFile file) {
    YamlMapping empty = YamlMapping.empty(document.location());
    YamlMapping merged = Unicity.enforce(Merge.files(base == null ? empty : base, document));
    if (loading.options().validate()) {
      merged = Validation.check(merged, file.name(), loading.warnings());
    }
    return Unicity.enforce(longForms.of(merged));
  }

  private List<YamlMapping> documents(ComposeFile file) {
    var mappings = new ArrayList<YamlMapping>();
    for (YamlNode each : loading.sources().documents(file)) {
      if (each instanceof YamlMapping mapping) {
        mappings.add(interpolated(mapping));
      } else if (!each.isNull()) {
        throw new DrydockException(ErrorKind.INVALID, "top-level object must be a mapping")
            .at(each.location());
      }
    }
    return mappings;
  }

  private YamlMapping interpolated(YamlMapping document) {
    return loading.options().interpolate()
        ? new Interpolation(Variables.of(environment), loading.warnings()).fill(document)
        : document;
  }

  @Override
  public String directory() {
    return folder;
  }

  @Override
  public SequencedMap<String, String> environment() {
    return environment;
  }

  @Override
  public Resource find(String reference, SourceLocation place) {
    Optional<RemoteFiles> remote = remote(reference);
    if (remote.isPresent()) {
      String local = remote.get().load(reference).toString();
      return new Resource(reference, local, remote.get().directory(reference), place);
    }
    String path = below(reference);
    Path file = loading.sources().path(path);
    if (!Files.exists(file)) {
      throw missing(reference, path).at(place);
    }
    String parent = Files.isDirectory(file) ? path : PathText.parent(path);
    return new Resource(reference, file.toString(), PathText.relativize(folder, parent), place);
  }

  private static DrydockException missing(String reference, String path) {
    return RemoteFiles.isRemote(reference)
        ? RemoteFiles.notRead(reference)
        : new DrydockException(ErrorKind.NOT_FOUND, "open " + path + ": no such file or directory");
  }

  private Optional<RemoteFiles> remote(String reference) {
    return loading.remotes().stream().filter(each -> each.accepts(reference)).findFirst();
  }

  private String below(String path) {
    return path.startsWith("/") ? path : PathText.join(folder, path);
  }

  @Override
  public YamlMapping read(Resource resource) {
    YamlMapping model = YamlMapping.empty(resource.place());
    for (YamlMapping each : documents(ComposeFile.at(resource.path()))) {
      model = Unicity.enforce(longForms.of(Merge.files(model, each)));
    }
    return paths(resource.directory()).resolve(model);
  }

  /** What makes relative paths start at a folder. */
  Paths paths(String base) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return new Paths(base, home, reference -> remote(reference).isPresent());
  }

  @Override
  public SequencedMap<String, String> readEnvironment(
      List<String> files, SequencedMap<String, String> environment, boolean mustExist) {
    var values = new LinkedHashMap<String, String>();
    for (String each : files) {
      Path file = loading.sources().path(below(each));
      if (!mustExist && !Files.isRegularFile(file)) {
        continue;
      }
      Variables known = Variables.of(environment).or(Variables.of(values));
      Map<String, String> read = DotEnv.parse(loading.sources().text(below(each)), each, known);
      values.putAll(read);
    }
    values.putAll(environment);
    return values;
  }

  @Override
  public YamlMapping load(
      List<Resource> files,
      String directory,
      SequencedMap<String, String> environment,
      List<Resource> ancestors) {
    var layer = new Layer(loading, below(directory), environment);
    List<String> paths = files.stream().map(Resource::path).toList();
    return loading
        .included()
        .get(
            new IncludedModels.Key(paths, layer.folder, directory, environment),
            () -> layer.included(files, paths(directory), ancestors));
  }

  private YamlMapping included(List<Resource> files, Paths rebased, List<Resource> ancestors) {
    List<ComposeFile> sources = files.stream().map(each -> ComposeFile.at(each.path())).toList();
    YamlMapping model = Defaults.add(model(sources, files, ancestors));
    return EnvironmentNames.resolve(rebased.resolve(model), environment);
  }
}
