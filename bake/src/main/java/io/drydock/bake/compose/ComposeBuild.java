package io.drydock.bake.compose;

import io.drydock.composefile.model.Build;
import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceResources;
import io.drydock.composefile.model.SharedFile;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a service is built: its {@code build} section, and {@code x-bake} in it for what Compose has
 * no words for. Lists of fields come as the command line writes them.
 */
public final class ComposeBuild {
  private final Project project;
  private final Service service;
  private final Build build;
  private final BakeExtension extension;

  private ComposeBuild(Project project, Service service, Build build) {
    this.project = project;
    this.service = service;
    this.build = build;
    this.extension = BakeExtension.of(service.definition());
  }

  /** The builds of those services that have one. */
  public static List<ComposeBuild> of(Project project) {
    var builds = new ArrayList<ComposeBuild>();
    for (Service each : project.services().values()) {
      each.build().ifPresent(build -> builds.add(new ComposeBuild(project, each, build)));
    }
    return builds;
  }

  public String service() {
    return service.name();
  }

  public String context() {
    return build.context().filter(each -> !each.isEmpty()).orElse(".");
  }

  public Optional<String> dockerfile() {
    return build.dockerfile();
  }

  public Optional<String> dockerfileInline() {
    return build.dockerfileInline();
  }

  public Optional<String> target() {
    return build.target();
  }

  public Optional<String> network() {
    return build.environment().network();
  }

  /** The tags; without any, the service's image. */
  public List<String> tags() {
    List<String> tags = together(build.tags(), extension.words("tags"));
    return tags.isEmpty() ? service.image().stream().toList() : tags;
  }

  public List<String> platforms() {
    return together(build.platforms(), extension.words("platforms"));
  }

  public List<String> cacheFrom() {
    return together(build.caching().cacheFrom(), extension.words("cache-from"));
  }

  public List<String> cacheTo() {
    return together(build.caching().cacheTo(), extension.words("cache-to"));
  }

  public List<String> noCacheFilter() {
    return together(build.caching().noCacheFilter(), extension.words("no-cache-filter"));
  }

  public List<String> outputs() {
    return extension.words("output");
  }

  private static List<String> together(List<String> texts, List<String> more) {
    var all = new LinkedHashSet<>(texts);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** Arguments without a value have that of the service's environment, or of the call's. */
  public Map<String, String> args() {
    Map<String, Optional<String>> own = service.process().environment();
    Map<String, String> args = new LinkedHashMap<>();
    build
        .args()
        .forEach((name, value) ->
            value
                .or(() -> own.getOrDefault(name, Optional.empty()))
                .or(() -> Optional.ofNullable(project.environment().get(name)))
                .ifPresent(each -> args.put(name, each)));
    return args;
  }

  public Map<String, String> labels() {
    return build.labels();
  }

  public Map<String, String> extraHosts() {
    Map<String, String> joined = new LinkedHashMap<>();
    build
        .environment()
        .extraHosts()
        .forEach((name, addresses) -> joined.put(name, String.join(",", addresses)));
    return joined;
  }

  public Map<String, String> contexts() {
    Map<String, String> contexts = new LinkedHashMap<>(build.additionalContexts());
    extension.texts("contexts").forEach(contexts::putIfAbsent);
    return contexts;
  }

  /** Each as {@code name=soft:hard}. */
  public List<String> ulimits() {
    var limits = new ArrayList<String>();
    for (Map.Entry<String, ServiceResources.Ulimit> each :
        build.environment().ulimits().entrySet()) {
      limits.add(each.getKey() + "=" + each.getValue().soft() + ":" + each.getValue().hard());
    }
    return limits;
  }

  /** As docker writes sizes: {@code 128MiB}. */
  public Optional<String> shmSize() {
    long bytes = build.environment().shmSizeBytes().orElse(0);
    return bytes > 0 ? Optional.of(size(bytes)) : Optional.empty();
  }

  private static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    String digits = String.format(Locale.ROOT, "%.4g", size);
    return digits.replaceAll("\\.?0+$", "") + units[unit];
  }

  public List<String> ssh() {
    List<String> keys = new ArrayList<>();
    build
        .ssh()
        .forEach((id, path) ->
            keys.add(path.filter(each -> !each.isEmpty()).map(each -> id + "=" + each).orElse(id)));
    keys.addAll(extension.words("ssh"));
    return keys.stream().distinct().sorted().toList();
  }

  public List<String> secrets() {
    var all = new ArrayList<String>();
    for (FileReference each : build.secrets()) {
      all.add(secret(each.source()));
    }
    all.addAll(extension.words("secret"));
    return all;
  }

  private String secret(String source) {
    String id = "id=" + source;
    SharedFile secret = project.secrets().get(source);
    if (secret == null) {
      return id;
    }
    if (secret.external()) {
      throw new DrydockException(
              ErrorKind.INVALID, "secret \"" + source + "\" is external, which a build cannot read")
          .at(secret.location());
    }
    return id
        + secret.file().map(file -> ",src=" + file).orElse("")
        + secret.environment().map(variable -> ",env=" + variable).orElse("");
  }

  public List<String> attestations() {
    var all = new ArrayList<String>();
    build.sbom().ifPresent(each -> all.add("type=sbom," + attestation(each)));
    build.provenance().ifPresent(each -> all.add("type=provenance," + attestation(each)));
    return all;
  }

  private static String attestation(String value) {
    return switch (value) {
      case "true", "1" -> "disabled=false";
      case "false", "0" -> "disabled=true";
      default -> value;
    };
  }

  public Optional<Boolean> noCache() {
    return extension.flag("no-cache").or(() -> onOnly(build.caching().noCache()));
  }

  public Optional<Boolean> pull() {
    return extension.flag("pull").or(() -> onOnly(build.caching().pull()));
  }

  private static Optional<Boolean> onOnly(boolean flag) {
    return flag ? Optional.of(true) : Optional.empty();
  }
}
