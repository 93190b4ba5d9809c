package io.drydock.bake.request;

import io.drydock.bake.model.Entry;
import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildOptions.CacheOptions;
import io.drydock.build.options.BuildOptions.RunOptions;
import io.drydock.build.options.BuildOptions.Source;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.text.SlashPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a target asks for, in the words of a build's options. */
final class TargetOptions {
  /** What stands before paths that are always found from the directory of the call. */
  static final String CALLERS = "cwd://";

  private static final String LINK = "target:";

  private final Target target;

  private TargetOptions(Target target) {
    this.target = target;
  }

  /**
   * The options; contexts that are other targets are {@link #links}.
   *
   * @param described whether the result is to be described for a metadata file
   * @throws DrydockException of kind UNSUPPORTED for what this release cannot do
   */
  static BuildOptions of(Target target, boolean described) {
    return new TargetOptions(target).options(described);
  }

  /** The names of other targets by the contexts that they are. */
  static Map<String, String> links(Target target) {
    Map<String, String> links = new LinkedHashMap<>();
    target
        .named(TargetAttribute.CONTEXTS)
        .forEach((name, value) -> {
          if (value.startsWith(LINK)) {
            links.put(name, value.substring(LINK.length()));
          }
        });
    return links;
  }

  private BuildOptions options(boolean described) {
    if (!target.entries(TargetAttribute.POLICY).isEmpty()) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "source policies (\"policy\") are not supported yet");
    }
    return BuildOptions.of(source())
        .contexts(contexts())
        .target(target.text(TargetAttribute.TARGET).orElse(""))
        .buildArgs(target.named(TargetAttribute.ARGS))
        .labels(target.named(TargetAttribute.LABELS))
        .annotations(target.texts(TargetAttribute.ANNOTATIONS))
        .tags(target.texts(TargetAttribute.TAGS))
        .platforms(target.texts(TargetAttribute.PLATFORMS))
        .cache(
            new CacheOptions(
                target.flag(TargetAttribute.NO_CACHE),
                target.texts(TargetAttribute.NO_CACHE_FILTER),
                texts(TargetAttribute.CACHE_FROM),
                texts(TargetAttribute.CACHE_TO)))
        .run(run())
        .secrets(texts(TargetAttribute.SECRET))
        .ssh(texts(TargetAttribute.SSH))
        .outputs(texts(TargetAttribute.OUTPUT))
        .attestations(texts(TargetAttribute.ATTEST))
        .described(described)
        .build();
  }

  private Source source() {
    String context = target.text(TargetAttribute.CONTEXT).orElse(".");
    String file = target.text(TargetAttribute.DOCKERFILE).orElse("Dockerfile");
    if (context.equals("-") || file.equals("-")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          (context.equals("-") ? "context" : "dockerfile") + " from stdin not allowed in bake");
    }
    String directory = callersPath(context);
    return new Source(
        directory,
        Optional.of(file(file, directory)),
        target.text(TargetAttribute.DOCKERFILE_INLINE));
  }

  /** A relative Dockerfile is looked for in the context. */
  private static String file(String file, String context) {
    if (file.startsWith(CALLERS)) {
      return callersPath(file);
    }
    boolean beside = !file.startsWith("/") && isLocal(context) && !context.equals(".");
    return beside ? SlashPath.clean(context + "/" + file) : file;
  }

  static boolean isLocal(String context) {
    return !context.contains("://") && !context.startsWith("git@") && !context.startsWith(LINK);
  }

  static String callersPath(String path) {
    if (!path.startsWith(CALLERS)) {
      return path;
    }
    String rest = path.substring(CALLERS.length());
    return rest.isEmpty() ? "." : rest;
  }

  private Map<String, String> contexts() {
    Map<String, String> contexts = new LinkedHashMap<>();
    target
        .named(TargetAttribute.CONTEXTS)
        .forEach((name, value) -> {
          if (!value.startsWith(LINK)) {
            contexts.put(name, callersPath(value));
          }
        });
    return contexts;
  }

  private RunOptions run() {
    List<String> hosts =
        target.named(TargetAttribute.EXTRA_HOSTS).entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue())
            .toList();
    return new RunOptions(
        target.text(TargetAttribute.NETWORK).filter(mode -> !mode.isEmpty()).orElse("default"),
        hosts,
        target.text(TargetAttribute.SHM_SIZE).orElse(""),
        target.texts(TargetAttribute.ULIMITS),
        target.texts(TargetAttribute.ENTITLEMENTS),
        "");
  }

  private List<String> texts(TargetAttribute attribute) {
    List<Entry> entries = target.entries(attribute);
    return entries.stream().map(attribute.form()::text).toList();
  }
}
