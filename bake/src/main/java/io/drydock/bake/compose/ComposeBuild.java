package io.drydock.bake.compose;

import io.drydock.core.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a service is built: its {@code build} section, and {@code x-bake} in it for what Compose has
 * no words for. Lists of fields come as the command line writes them.
 */
public final class ComposeBuild {
  private static final Set<String> KNOWN =
      Set.of(
          "additional_contexts",
          "args",
          "cache_from",
          "cache_to",
          "context",
          "dockerfile",
          "dockerfile_inline",
          "entitlements",
          "extra_hosts",
          "isolation",
          "labels",
          "network",
          "no_cache",
          "no_cache_filter",
          "platforms",
          "privileged",
          "provenance",
          "pull",
          "sbom",
          "secrets",
          "shm_size",
          "ssh",
          "tags",
          "target",
          "ulimits");

  private final String service;
  private final Node definition;
  private final Node build;
  private final Node extension;
  private final Map<String, Node> secrets;
  private final Map<String, String> environment;

  private ComposeBuild(
      String service, Node definition, Map<String, Node> secrets, Map<String, String> environment) {
    this.service = service;
    this.definition = definition;
    this.build = definition.get("build");
    this.extension = build.get("x-bake");
    this.secrets = secrets;
    this.environment = environment;
  }

  /**
   * How the service is built, if it is.
   *
   * @param secrets of the file, by name
   * @throws io.drydock.core.DrydockException of kind INVALID for a key that is unknown
   */
  public static Optional<ComposeBuild> of(
      String service, Node definition, Map<String, Node> secrets, Map<String, String> environment) {
    if (!definition.get("build").isPresent()) {
      return Optional.empty();
    }
    var build = new ComposeBuild(service, definition, secrets, environment);
    for (String key : build.build.mapping().keySet()) {
      if (!KNOWN.contains(key) && !key.startsWith("x-")) {
        throw build.build.get(key).invalid("is not allowed");
      }
    }
    return Optional.of(build);
  }

  public String service() {
    return service;
  }

  /** A text of the build section; the context is never missing. */
  public Optional<String> text(String key) {
    Optional<String> text = build.get(key).text().filter(each -> !each.isEmpty());
    return key.equals("context") ? text.or(() -> Optional.of(".")) : text;
  }

  /** The tags; without any, the service's image. */
  public List<String> tags() {
    List<String> tags = together(build.get("tags").texts(), extension.get("tags"));
    return tags.isEmpty()
        ? definition.get("image").text().filter(each -> !each.isEmpty()).stream().toList()
        : tags;
  }

  public List<String> platforms() {
    return together(build.get("platforms").texts(), extension.get("platforms"));
  }

  public List<String> cacheFrom() {
    return together(build.get("cache_from").texts(), extension.get("cache-from"));
  }

  public List<String> cacheTo() {
    return together(build.get("cache_to").texts(), extension.get("cache-to"));
  }

  public List<String> noCacheFilter() {
    return together(words(build.get("no_cache_filter")), extension.get("no-cache-filter"));
  }

  public List<String> outputs() {
    return words(extension.get("output"));
  }

  private static List<String> together(List<String> texts, Node more) {
    var all = new LinkedHashSet<>(texts);
    all.addAll(words(more));
    return List.copyOf(all);
  }

  /** A list, or a text of words between blanks. */
  private static List<String> words(Node node) {
    if (!node.isPresent() || node.isList()) {
      return node.texts();
    }
    String text = node.text().orElse("").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }

  /** Arguments without a value have that of the service's environment, or of the call's. */
  public Map<String, String> args() {
    Map<String, Optional<String>> own = definition.get("environment").named("=");
    Map<String, String> args = new LinkedHashMap<>();
    build
        .get("args")
        .named("=")
        .forEach((name, value) ->
            value
                .or(() -> own.getOrDefault(name, Optional.empty()))
                .or(() -> Optional.ofNullable(environment.get(name)))
                .ifPresent(each -> args.put(name, each)));
    return args;
  }

  public Map<String, String> labels() {
    return orEmpty(build.get("labels").named("="));
  }

  public Map<String, String> extraHosts() {
    Node hosts = build.get("extra_hosts");
    if (!hosts.isMapping()) {
      return orEmpty(hosts.named("=:"));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    hosts
        .mapping()
        .forEach((name, each) ->
            joined.put(
                name, each.isList() ? String.join(",", each.texts()) : each.text().orElse("")));
    return joined;
  }

  public Map<String, String> contexts() {
    Map<String, String> contexts = orEmpty(build.get("additional_contexts").named("="));
    orEmpty(extension.get("contexts").named("=")).forEach(contexts::putIfAbsent);
    return contexts;
  }

  private static Map<String, String> orEmpty(Map<String, Optional<String>> named) {
    Map<String, String> texts = new LinkedHashMap<>();
    named.forEach((name, value) -> texts.put(name, value.orElse("")));
    return texts;
  }

  /** Each as {@code name=soft:hard}. */
  public List<String> ulimits() {
    var limits = new ArrayList<String>();
    build
        .get("ulimits")
        .mapping()
        .forEach((name, limit) -> {
          String soft = limit.isMapping() ? limit.get("soft").text().orElse("0") : number(limit);
          String hard = limit.isMapping() ? limit.get("hard").text().orElse("0") : soft;
          limits.add(name + "=" + soft + ":" + hard);
        });
    return limits;
  }

  private static String number(Node node) {
    return node.text()
        .filter(each -> each.matches("-?\\d{1,18}"))
        .orElseThrow(() -> node.invalid("must be a number"));
  }

  /** As docker writes sizes: {@code 128MiB}. */
  public Optional<String> shmSize() {
    return build
        .get("shm_size")
        .text()
        .map(Sizes::parse)
        .filter(each -> each > 0)
        .map(bytes -> {
          String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
          double size = bytes;
          int unit = 0;
          while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
          }
          String digits = String.format(Locale.ROOT, "%.4g", size);
          return digits.replaceAll("\\.?0+$", "") + units[unit];
        });
  }

  public List<String> ssh() {
    Node node = build.get("ssh");
    List<String> keys = new ArrayList<>();
    if (node.isMapping()) {
      node.named("=")
          .forEach((id, path) ->
              keys.add(
                  path.filter(each -> !each.isEmpty()).map(each -> id + "=" + each).orElse(id)));
    } else {
      keys.addAll(node.texts());
    }
    keys.addAll(words(extension.get("ssh")));
    return keys.stream().distinct().sorted().toList();
  }

  public List<String> secrets() {
    var all = new ArrayList<String>();
    for (Node each : build.get("secrets").list()) {
      String source =
          (each.isMapping() ? each.get("source") : each)
              .text()
              .orElseThrow(() -> each.invalid("needs a source"));
      all.add(secret(source, secrets.getOrDefault(source, Node.of("secrets." + source, null))));
    }
    all.addAll(words(extension.get("secret")));
    return all;
  }

  private static String secret(String source, Node secret) {
    if (secret.get("external").flag().orElse(false)) {
      throw secret.invalid("is external, which a build cannot read");
    }
    return "id="
        + source
        + secret.get("file").text().map(file -> ",src=" + file).orElse("")
        + secret.get("environment").text().map(variable -> ",env=" + variable).orElse("");
  }

  public List<String> attestations() {
    var all = new ArrayList<String>();
    for (String type : List.of("sbom", "provenance")) {
      build
          .get(type)
          .text()
          .filter(each -> !each.isEmpty())
          .ifPresent(each -> all.add("type=" + type + "," + attestation(each)));
    }
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
    return extension.get("no-cache").flag().or(() -> build.get("no_cache").flag().filter(on -> on));
  }

  public Optional<Boolean> pull() {
    return extension.get("pull").flag().or(() -> build.get("pull").flag().filter(on -> on));
  }
}
