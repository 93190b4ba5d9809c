package io.drydock.buildkit.control;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.build.options.BuildOptions;
import io.drydock.buildkit.message.CacheEntry;
import io.drydock.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What clients ask of the frontend {@code dockerfile.v0}: its attributes, in the builder's terms.
 *
 * @param values as {@code target}, {@code build-arg:NAME}, {@code context:NAME}
 */
record FrontendAttributes(Map<String, String> values) {
  private static final String NAMED_CONTEXT = "context:";

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(each -> !each.isEmpty());
  }

  /** All attributes of the prefix, without it. */
  Map<String, String> below(String prefix) {
    var found = new LinkedHashMap<String, String>();
    values.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), value);
      }
    });
    return found;
  }

  /** The path of the Dockerfile in its directory. */
  String fileName() {
    return get("filename").orElse("Dockerfile");
  }

  /** The local directory that the Dockerfile is in, where it is not in a remote context. */
  String dockerfileDirectory() {
    return get("dockerfilekey").orElse("dockerfile");
  }

  /** The local directory that is the main context. */
  String contextDirectory() {
    return get("contextkey").orElse("context");
  }

  /** The main context's URL, where it is no local directory. */
  Optional<String> remoteContext() {
    return get("context");
  }

  /** The same with another main context, unless it has a URL already. */
  FrontendAttributes withRemoteContext(Optional<String> url) {
    if (url.isEmpty() || remoteContext().isPresent()) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put("context", url.get());
    return new FrontendAttributes(more);
  }

  Map<String, String> namedContexts() {
    return below(NAMED_CONTEXT);
  }

  /** What is asked for instead of a build: {@code frontend.outline} and the like. */
  Optional<String> question() {
    return get("requestid");
  }

  /** Whether images in the store are not good enough. */
  boolean pull() {
    return get("image-resolve-mode").filter("pull"::equals).isPresent();
  }

  /**
   * The options of a build that the attributes ask for, but for what comes out of it.
   *
   * @param cacheFrom further caches
   */
  BuildOptions options(List<CacheEntry> cacheFrom, List<CacheEntry> cacheTo, List<String> allowed) {
    return BuildOptions.of(
            new BuildOptions.Source(
                remoteContext().orElse("."), Optional.of(fileName()), Optional.empty()))
        .target(values.getOrDefault("target", ""))
        .buildArgs(below("build-arg:"))
        .labels(below("label:"))
        .platforms(list("platform"))
        .cache(cache(cacheFrom, cacheTo))
        .run(
            new BuildOptions.RunOptions(
                get("force-network-mode").map(FrontendAttributes::network).orElse("default"),
                list("add-hosts"),
                values.getOrDefault("shm-size", ""),
                list("ulimit"),
                allowed,
                ""))
        .attestations(attestations())
        .build();
  }

  private static String network(String mode) {
    return mode.equals("sandbox") || mode.equals("bridge") ? "default" : mode;
  }

  private List<String> list(String name) {
    return get(name).map(text -> Arrays.asList(text.split(","))).orElse(List.of());
  }

  private BuildOptions.CacheOptions cache(List<CacheEntry> from, List<CacheEntry> to) {
    boolean none = values.containsKey("no-cache") && get("no-cache").isEmpty();
    var sources = new ArrayList<>(list("cache-from"));
    from.forEach(each -> sources.add(text(each.type(), each.attributes())));
    get("cache-imports").ifPresent(json -> sources.addAll(imports(json)));
    return new BuildOptions.CacheOptions(
        none,
        none ? List.of() : list("no-cache"),
        sources.stream().distinct().toList(),
        to.stream().map(each -> text(each.type(), each.attributes())).toList());
  }

  private static List<String> imports(String json) {
    var sources = new ArrayList<String>();
    JsonElement list = Json.parse(json.getBytes(StandardCharsets.UTF_8), "cache-imports");
    for (JsonElement each : list.getAsJsonArray()) {
      JsonObject entry = each.getAsJsonObject();
      sources.add(text(Json.string(entry, "Type").orElse(""), Json.stringMap(entry, "Attrs")));
    }
    return sources;
  }

  private List<String> attestations() {
    var texts = new ArrayList<String>();
    below("attest:")
        .forEach((type, parameters) ->
            texts.add("type=" + type + (parameters.isEmpty() ? "" : "," + parameters)));
    return texts;
  }

  /** Attributes in the form of a flag's value: one CSV record. */
  static String text(String type, Map<String, String> attributes) {
    var text = new StringBuilder("type=").append(type);
    attributes.forEach((name, value) -> {
      String field = name + "=" + value;
      boolean quote = field.contains(",") || field.contains("\"");
      text.append(',').append(quote ? '"' + field.replace("\"", "\"\"") + '"' : field);
    });
    return text.toString();
  }
}
