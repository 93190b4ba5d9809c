package io.drydock.build.plan;

import io.drydock.build.plan.ImageResolver.Resolved;
import io.drydock.build.plan.ImageResolver.Wanted;
import io.drydock.build.remote.HttpSource;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what the stages that begin with no other stage begin with. Not thread-safe. */
final class BaseImages {
  private static final List<String> COMMON =
      List.of("alpine", "busybox", "centos", "debian", "golang", "ubuntu", "fedora", "node");

  private final ImageResolver resolver;
  private final NamedContexts contexts;
  private final Platform target;
  private final BuildChecks checks;
  private final Map<Wanted, Resolved> resolved = new HashMap<>();
  private final Map<StageState, Base> bases = new HashMap<>();

  BaseImages(ImageResolver resolver, NamedContexts contexts, Platform target, BuildChecks checks) {
    this.resolver = resolver;
    this.contexts = contexts;
    this.target = target;
    this.checks = checks;
  }

  /**
   * What a stage begins with.
   *
   * @param description what FROM or the context names, as titles show it
   * @param built the node of another plan, which then is the source itself
   */
  record Base(
      Operation source,
      Platform platform,
      Optional<ImageConfig> config,
      String description,
      Optional<Node> built) {
    Base(Operation source, Platform platform, Optional<ImageConfig> config, String description) {
      this(source, platform, config, description, Optional.empty());
    }
  }

  /** What the stage begins with; only for stages that were {@linkplain #find found}. */
  Base of(StageState stage) {
    Base base = bases.get(stage);
    if (base == null) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "the base of stage " + stage.label + " was not looked for");
    }
    return base;
  }

  /** Looks for the bases of those stages that have none yet. */
  void find(Collection<StageState> stages) {
    var images = new HashMap<StageState, Wanted>();
    for (StageState stage : stages) {
      if ((stage.base.isPresent() && !stage.replaced) || bases.containsKey(stage)) {
        continue;
      }
      try {
        begin(stage, images);
      } catch (DrydockException e) {
        throw e.at(stage.location);
      }
    }
    resolve(stages, images);
    images.forEach((stage, wanted) -> {
      Base base = image(wanted);
      bases.put(stage, base);
      base.config().ifPresent(config -> check(stage, wanted.platform(), config.platform()));
    });
  }

  private void check(StageState stage, Platform wanted, Platform found) {
    if (!wanted.os().equals(found.os()) || !wanted.architecture().equals(found.architecture())) {
      checks.basePlatform(
          stage.location, stage.baseName, wanted.toString(), found.normalised().toString());
    }
  }

  private void begin(StageState stage, Map<StageState, Wanted> images) {
    Optional<NamedContext> whole = namedStage(stage);
    Platform platform = stage.platform.orElse(target);
    if (whole.isEmpty() && stage.isScratch()) {
      bases.put(stage, scratch());
      return;
    }
    Optional<NamedContext> context = whole.or(() -> contexts.find(stage.baseName, platform));
    String name = whole.isPresent() ? stage.name : stage.baseName;
    if (context.orElse(null) instanceof NamedContext.Layout layout) {
      images.put(stage, new Wanted(named(layout), platform, Optional.of(layout.layout())));
      return;
    }
    if (context.orElse(null) instanceof NamedContext.Built built) {
      bases.put(stage, built(name, built.plan(), platform));
      return;
    }
    if (context.isPresent() && !(context.get() instanceof NamedContext.Image)) {
      bases.put(stage, files(name, context.get(), platform));
      return;
    }
    ImageReference reference =
        context.orElse(null) instanceof NamedContext.Image image
            ? image.reference()
            : reference(stage.baseName);
    images.put(stage, new Wanted(reference, platform));
  }

  /** How titles call an image that is not found by its name. */
  private static ImageReference named(NamedContext.Layout layout) {
    try {
      return ImageReference.parse(layout.name()).withDefaultTag();
    } catch (DrydockException e) {
      return ImageReference.parse("oci-layout").withDefaultTag();
    }
  }

  /** The context that stands in for a stage of its name. */
  Optional<NamedContext> namedStage(StageState stage) {
    return stage.name.isEmpty()
        ? Optional.empty()
        : contexts.find(stage.name, stage.platform.orElse(target));
  }

  /** Refuses a base that is neither a stage nor a possible name of an image. */
  static ImageReference reference(String name) {
    try {
      return ImageReference.parse(name).withDefaultTag();
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(), "failed to parse stage name \"" + name + "\": " + e.getMessage(), e);
    }
  }

  private Base scratch() {
    return new Base(new Operation.Scratch(), target, Optional.empty(), "scratch");
  }

  /** The other plan's image for the platform, or the only one that it has. */
  private static Base built(String name, Plan plan, Platform platform) {
    for (Plan.Target each : plan.targets()) {
      if (plan.targets().size() == 1 || each.platform().equals(platform)) {
        return new Base(
            each.root().operation(),
            each.platform(),
            Optional.of(each.config()),
            name,
            Optional.of(each.root()));
      }
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND, "context \"" + name + "\" is not built for " + platform);
  }

  private static Base files(String name, NamedContext context, Platform platform) {
    Operation source =
        switch (context) {
          case NamedContext.Files files -> new Operation.Context(files.name());
          case NamedContext.Git git -> SourceNodes.gitContext(git.remote());
          case NamedContext.Http http ->
              new Operation.Http(http.url(), Optional.empty(), HttpSource.fileName(http.url()));
          case NamedContext.Image image ->
              throw new DrydockException(ErrorKind.INTERNAL, image + " is an image");
          case NamedContext.Layout layout ->
              throw new DrydockException(ErrorKind.INTERNAL, layout + " is an image");
          case NamedContext.Built built ->
              throw new DrydockException(ErrorKind.INTERNAL, built + " is an image");
        };
    return new Base(source, platform, Optional.empty(), name);
  }

  private void resolve(Collection<StageState> stages, Map<StageState, Wanted> images) {
    List<Wanted> open =
        images.values().stream().distinct().filter(each -> !resolved.containsKey(each)).toList();
    List<Resolved> answers;
    try {
      answers = resolver.resolveAll(open);
    } catch (DrydockException e) {
      throw explained(e, stages, images);
    }
    for (int i = 0; i < open.size(); i++) {
      resolved.put(open.get(i), answers.get(i));
    }
  }

  /** The resolver's error, at the first FROM whose image it cannot find. */
  private DrydockException explained(
      DrydockException error, Collection<StageState> stages, Map<StageState, Wanted> images) {
    var names = new ArrayList<>(COMMON);
    stages.forEach(each -> names.add(each.name));
    for (StageState stage : stages) {
      Wanted wanted = images.get(stage);
      boolean isMeant =
          wanted != null
              && (images.size() == 1
                  || error.getMessage().contains(wanted.reference().familiarName()));
      if (isMeant) {
        return withSuggestion(error, stage, names).at(stage.location);
      }
    }
    return error;
  }

  private static DrydockException withSuggestion(
      DrydockException error, StageState stage, List<String> names) {
    boolean unknown =
        switch (error.kind()) {
          case NOT_FOUND, UNAVAILABLE, UNAUTHORIZED, FORBIDDEN -> true;
          default -> false;
        };
    if (!unknown || error.hint().isPresent()) {
      return error;
    }
    return error.withHint(
        Suggestion.closest(stage.baseName, names)
            .map(close -> "Did you mean " + close + "?")
            .orElse(
                "Neither a stage, nor an image in the store, nor a base definition has the name "
                    + stage.baseName
                    + " (see drydock images, drydock base ls)."));
  }

  private Base image(Wanted wanted) {
    Resolved image = resolved.get(wanted);
    if (image == null) {
      throw new DrydockException(ErrorKind.INTERNAL, wanted.reference() + " was not resolved");
    }
    Operation source =
        hasLayers(image.config())
            ? new Operation.Image(wanted.reference(), image.manifest(), wanted.platform())
            : new Operation.Scratch();
    String digest = wanted.reference().digest().isPresent() ? "" : "@" + image.manifest().digest();
    return new Base(
        source, wanted.platform(), Optional.of(image.config()), wanted.reference() + digest);
  }

  private static boolean hasLayers(ImageConfig config) {
    return !config.diffIds().isEmpty()
        || config.history().stream().anyMatch(each -> !each.emptyLayer());
  }
}
