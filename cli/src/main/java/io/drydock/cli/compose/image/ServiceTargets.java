package io.drydock.cli.compose.image;

import io.drydock.bake.model.Selection;
import io.drydock.bake.model.Setting;
import io.drydock.bake.model.Target;
import io.drydock.bake.model.TargetAttribute;
import io.drydock.build.options.OutputTexts;
import io.drydock.compose.request.Names;
import io.drydock.composefile.model.Build;
import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.SharedFile;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The builds of services as targets of one graph, in which one may begin with another. */
final class ServiceTargets {
  private static final String SERVICE = "service:";
  private static final String TARGET = "target:";

  private final Project project;
  private final BuildWish wish;
  private final Map<String, Target> targets = new TreeMap<>();

  private ServiceTargets(Project project, BuildWish wish) {
    this.project = project;
    this.wish = wish;
  }

  /** The targets of the services, and of those that they are built from, by service. */
  static Selection of(Project project, Collection<Service> services, BuildWish wish) {
    var all = new ServiceTargets(project, wish);
    services.forEach(all::add);
    return new Selection(all.targets, Map.of());
  }

  private void add(Service service) {
    if (service.build().isEmpty() || targets.containsKey(service.name())) {
      return;
    }
    Build build = service.build().get();
    targets.put(service.name(), new Target(service.name(), settings(service, build), ""));
    for (String context : build.additionalContexts().values()) {
      linked(context).ifPresent(name -> add(used(service, name)));
    }
  }

  private Service used(Service service, String name) {
    return project
        .service(name)
        .filter(each -> each.build().isPresent())
        .orElseThrow(() ->
            new DrydockException(
                    ErrorKind.INVALID,
                    "service \""
                        + service.name()
                        + "\" is built from service \""
                        + name
                        + "\", which is not built")
                .at(service.location()));
  }

  private static Optional<String> linked(String context) {
    for (String prefix : List.of(SERVICE, TARGET)) {
      if (context.startsWith(prefix)) {
        return Optional.of(context.substring(prefix.length()));
      }
    }
    return Optional.empty();
  }

  private Map<TargetAttribute, Setting> settings(Service service, Build build) {
    var settings = new EnumMap<TargetAttribute, Setting>(TargetAttribute.class);
    settings.put(TargetAttribute.CONTEXT, new Setting.Text(build.context().orElse(".")));
    settings.put(
        TargetAttribute.DOCKERFILE, new Setting.Text(build.dockerfile().orElse("Dockerfile")));
    text(settings, TargetAttribute.DOCKERFILE_INLINE, build.dockerfileInline());
    text(settings, TargetAttribute.TARGET, build.target());
    text(settings, TargetAttribute.NETWORK, build.environment().network());
    if (build.environment().shmSizeBytes().isPresent()) {
      String size = String.valueOf(build.environment().shmSizeBytes().getAsLong());
      settings.put(TargetAttribute.SHM_SIZE, new Setting.Text(size));
    }
    settings.put(TargetAttribute.TAGS, new Setting.Texts(tags(service, build)));
    settings.put(TargetAttribute.PLATFORMS, new Setting.Texts(platforms(service, build)));
    settings.put(
        TargetAttribute.NO_CACHE_FILTER, new Setting.Texts(build.caching().noCacheFilter()));
    settings.put(TargetAttribute.ENTITLEMENTS, new Setting.Texts(entitlements(build)));
    settings.put(TargetAttribute.ULIMITS, new Setting.Texts(limits(build)));
    flag(settings, TargetAttribute.NO_CACHE, build.caching().noCache() || wish.noCache());
    flag(settings, TargetAttribute.PULL, build.caching().pull() || wish.pull());
    entries(settings, build);
    named(settings, build);
    return settings;
  }

  private void entries(Map<TargetAttribute, Setting> settings, Build build) {
    entries(settings, TargetAttribute.CACHE_FROM, build.caching().cacheFrom());
    entries(settings, TargetAttribute.CACHE_TO, build.caching().cacheTo());
    entries(settings, TargetAttribute.SECRET, secrets(build));
    entries(settings, TargetAttribute.SSH, agents(build));
    var attestations = new ArrayList<String>();
    wish.provenance()
        .or(build::provenance)
        .ifPresent(each -> attestations.add(OutputTexts.attestation("provenance", each)));
    wish.sbom()
        .or(build::sbom)
        .ifPresent(each -> attestations.add(OutputTexts.attestation("sbom", each)));
    entries(settings, TargetAttribute.ATTEST, attestations);
  }

  private void named(Map<TargetAttribute, Setting> settings, Build build) {
    settings.put(TargetAttribute.ARGS, new Setting.Named(args(build)));
    settings.put(TargetAttribute.LABELS, present(build.labels()));
    Map<String, String> hosts = new LinkedHashMap<>();
    build
        .environment()
        .extraHosts()
        .forEach((name, addresses) -> hosts.put(name, String.join(",", addresses)));
    settings.put(TargetAttribute.EXTRA_HOSTS, present(hosts));
    Map<String, String> contexts = new LinkedHashMap<>();
    build
        .additionalContexts()
        .forEach((name, value) ->
            contexts.put(name, linked(value).map(each -> TARGET + each).orElse(value)));
    settings.put(TargetAttribute.CONTEXTS, present(contexts));
  }

  private static Setting present(Map<String, String> values) {
    Map<String, Optional<String>> named = new LinkedHashMap<>();
    values.forEach((name, value) -> named.put(name, Optional.of(value)));
    return new Setting.Named(named);
  }

  private static void text(
      Map<TargetAttribute, Setting> settings, TargetAttribute attribute, Optional<String> value) {
    value.ifPresent(each -> settings.put(attribute, new Setting.Text(each)));
  }

  private static void flag(
      Map<TargetAttribute, Setting> settings, TargetAttribute attribute, boolean on) {
    if (on) {
      settings.put(attribute, new Setting.Flag(true));
    }
  }

  private static void entries(
      Map<TargetAttribute, Setting> settings, TargetAttribute attribute, List<String> texts) {
    if (!texts.isEmpty()) {
      settings.put(attribute, new Setting.Entries(attribute.form().readEach(texts)));
    }
  }

  private List<String> tags(Service service, Build build) {
    var tags = new ArrayList<String>();
    tags.add(Names.image(project, service));
    tags.addAll(build.tags());
    return tags.stream().distinct().toList();
  }

  /** The service's platform is the one to build for, where the build does not say. */
  private static List<String> platforms(Service service, Build build) {
    return build.platforms().isEmpty()
        ? service.life().platform().stream().toList()
        : build.platforms();
  }

  /** Without a value, an argument has that of the project's environment, or none. */
  private Map<String, Optional<String>> args(Build build) {
    Map<String, Optional<String>> args = new LinkedHashMap<>();
    build
        .args()
        .forEach((name, value) -> {
          Optional<String> found =
              value.or(() -> Optional.ofNullable(project.environment().get(name)));
          args.put(name, found);
        });
    wish.args().forEach((name, value) -> args.put(name, Optional.of(value)));
    return args;
  }

  private static List<String> entitlements(Build build) {
    var entitlements = new ArrayList<>(build.environment().entitlements());
    if (build.environment().privileged()) {
      entitlements.add("security.insecure");
    }
    if (build.environment().network().filter("host"::equals).isPresent()) {
      entitlements.add("network.host");
    }
    return entitlements;
  }

  private static List<String> limits(Build build) {
    var limits = new ArrayList<String>();
    build
        .environment()
        .ulimits()
        .forEach((name, each) -> limits.add(name + "=" + each.soft() + ":" + each.hard()));
    return limits;
  }

  private List<String> agents(Build build) {
    var agents = new ArrayList<>(wish.ssh());
    build.ssh().forEach((id, path) -> agents.add(path.map(each -> id + "=" + each).orElse(id)));
    return agents.stream().distinct().toList();
  }

  private List<String> secrets(Build build) {
    var secrets = new ArrayList<String>();
    for (FileReference each : build.secrets()) {
      SharedFile secret = project.secrets().get(each.source());
      if (secret == null || secret.external()) {
        throw new DrydockException(
                ErrorKind.INVALID,
                "the build needs secret \"" + each.source() + "\", which has no file or variable")
            .at(build.location());
      }
      String id = each.target().orElse(each.source());
      String source =
          secret
              .file()
              .map(file -> ",src=" + file)
              .orElseGet(() -> secret.environment().map(name -> ",env=" + name).orElse(""));
      secrets.add("id=" + id + source);
    }
    return secrets;
  }
}
