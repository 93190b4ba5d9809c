package io.drydock.bake.request;

import io.drydock.bake.model.Selection;
import io.drydock.bake.model.Target;
import io.drydock.build.BuildContext;
import io.drydock.build.input.BuildInput;
import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildPreparation;
import io.drydock.build.options.Surroundings;
import io.drydock.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the Dockerfiles and contexts of selected targets. */
public final class GroupReader {
  private final Surroundings surroundings;
  private final Inputs inputs;
  private final boolean described;
  private final Map<String, TargetBuild> read = new LinkedHashMap<>();

  /** Reads what a build's options name. */
  @FunctionalInterface
  public interface Inputs {
    BuildInput read(BuildOptions options, BuildPreparation preparation);
  }

  /**
   * @param described whether results are to be described for a metadata file
   */
  public GroupReader(Surroundings surroundings, Inputs inputs, boolean described) {
    this.surroundings = surroundings;
    this.inputs = inputs;
    this.described = described;
  }

  /**
   * The builds of the targets; one that others use comes before them.
   *
   * @throws io.drydock.core.DrydockException with the target's name, when something cannot be read
   */
  public List<TargetBuild> read(Selection selection) {
    for (Target each : selection.targets().values()) {
      add(each, selection);
    }
    return new ArrayList<>(read.values());
  }

  /** Links have no circles: the selection would not exist. */
  private TargetBuild add(Target target, Selection selection) {
    TargetBuild known = read.get(target.name());
    if (known != null) {
      return known;
    }
    Map<String, TargetBuild> links = new LinkedHashMap<>();
    TargetOptions.links(target)
        .forEach((name, used) -> {
          Target source = selection.targets().get(used);
          if (source != null) {
            links.put(name, add(source, selection));
          }
        });
    TargetBuild build =
        TargetBuild.blaming(
            target.name(),
            () -> {
              BuildOptions options = TargetOptions.of(target, described);
              var preparation = new BuildPreparation(options, surroundings);
              return new TargetBuild(target, preparation, input(options, preparation), links);
            });
    read.put(target.name(), build);
    return build;
  }

  private BuildInput input(BuildOptions options, BuildPreparation preparation) {
    if (options.source().inline().isEmpty()) {
      return inputs.read(options, preparation);
    }
    byte[] text = options.source().inline().get().getBytes(StandardCharsets.UTF_8);
    Path directory = surroundings.path(options.source().context());
    BuildContext context = BuildInput.namedDirectory("context", directory);
    return new BuildInput(Dockerfile.parse("dockerfile-inline", text), text.length, context);
  }
}
