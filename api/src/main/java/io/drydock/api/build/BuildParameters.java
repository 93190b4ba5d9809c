package io.drydock.api.build;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.api.image.PlatformParameter;
import io.drydock.api.route.Query;
import io.drydock.build.input.BuildInput;
import io.drydock.build.options.BuildOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The parameters of {@code POST /build} in the builder's terms. */
final class BuildParameters {
  private static final String CLIENT_SESSION = "client-session";

  private final Query query;

  BuildParameters(Query query) {
    this.query = query;
    OptionalInt version = query.number("version");
    if (version.isPresent() && version.getAsInt() == 2) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "BuildKit is not spoken through POST /build")
          .withHint("Use the buildx plugin, which connects by POST /grpc, or DOCKER_BUILDKIT=0.");
    }
    if (query.text("remote").equals(CLIENT_SESSION)) {
      throw new DrydockException(
          ErrorKind.INVALID, "a context in the client's session needs the buildx plugin");
    }
    if (query.flag("squash")) {
      throw new DrydockException(ErrorKind.UNSUPPORTED, "squash is not supported by build")
          .withHint("Copy what is wanted into a last stage: COPY --from=build / /.");
    }
  }

  boolean quiet() {
    return query.flag("q");
  }

  boolean pull() {
    return query.flag("pull");
  }

  /** A URL, or the body. */
  String context() {
    return query.value("remote").orElse(BuildInput.STDIN);
  }

  Optional<String> dockerfile() {
    return query.value("dockerfile");
  }

  BuildOptions options() {
    boolean noCache = query.flag("nocache");
    return BuildOptions.of(new BuildOptions.Source(context(), dockerfile(), Optional.empty()))
        .target(query.text("target"))
        .buildArgs(arguments())
        .labels(texts("labels"))
        .tags(query.all("t").stream().filter(each -> !each.isEmpty()).toList())
        .platforms(platforms())
        .cache(new BuildOptions.CacheOptions(noCache, List.of(), List.of(), List.of()))
        .run(
            new BuildOptions.RunOptions(
                network(), extraHosts(), shmSize(), limits(), List.of(), ""))
        .build();
  }

  private List<String> platforms() {
    return query.all("platform").stream()
        .flatMap(each -> PlatformParameter.parse(each).stream())
        .map(Platform::toString)
        .toList();
  }

  /** Those without a value get theirs from the daemon, which here has none to give. */
  private Map<String, String> arguments() {
    return texts("buildargs");
  }

  private Map<String, String> texts(String name) {
    var texts = new LinkedHashMap<String, String>();
    if (query.value(name).isPresent() && json(name) instanceof JsonObject object) {
      for (String each : object.keySet()) {
        JsonElement value = object.get(each);
        if (!value.isJsonNull()) {
          texts.put(each, value.getAsString());
        }
      }
    }
    return texts;
  }

  private JsonElement json(String name) {
    return Json.parse(query.text(name).getBytes(StandardCharsets.UTF_8), name);
  }

  private String network() {
    String mode = query.text("networkmode");
    return switch (mode) {
      case "", "default", "bridge", "nat" -> "default";
      default -> mode;
    };
  }

  private List<String> extraHosts() {
    var hosts = new ArrayList<String>();
    for (String each : query.all("extrahosts")) {
      if (each.startsWith("[")) {
        Json.parse(each.getBytes(StandardCharsets.UTF_8), "extrahosts")
            .getAsJsonArray()
            .forEach(host -> hosts.add(host.getAsString()));
      } else if (!each.isEmpty()) {
        hosts.addAll(List.of(each.split(",")));
      }
    }
    return hosts;
  }

  private String shmSize() {
    String size = query.text("shmsize");
    return size.equals("0") ? "" : size;
  }

  private List<String> limits() {
    var limits = new ArrayList<String>();
    if (query.value("ulimits").isPresent() && !json("ulimits").isJsonNull()) {
      for (JsonElement each : json("ulimits").getAsJsonArray()) {
        JsonObject limit = each.getAsJsonObject();
        limits.add(
            Json.string(limit, "Name").orElse("")
                + "="
                + Json.number(limit, "Soft").orElse(0L)
                + ":"
                + Json.number(limit, "Hard").orElse(0L));
      }
    }
    return limits;
  }
}
