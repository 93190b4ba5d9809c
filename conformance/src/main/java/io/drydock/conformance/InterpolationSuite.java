package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.composefile.env.Casts;
import io.drydock.composefile.env.Interpolation;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import java.nio.file.Path;
import java.util.Map;

/** Variables in whole documents. */
final class InterpolationSuite extends ComposeGoSuite {
  /** Casts of documents that are no Compose files, of which the recording has some. */
  private static final Casts OTHER =
      new Casts(Map.of("foo.replicas", Casts.Type.INTEGER, "foo.required", Casts.Type.BOOLEAN));

  InterpolationSuite() {
    super("interpolate");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    YamlMapping document = tree(recorded.get("config"));
    boolean compose = document.has("services") || !document.has("foo");
    var interpolation =
        new Interpolation(Lookups.of(recorded), warning -> {}, compose ? Casts.COMPOSE : OTHER);
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> interpolation.fill(document));
    } else {
      same("document", tree(recorded.get("result")), interpolation.fill(document));
    }
  }

  private static YamlMapping tree(JsonElement json) {
    return (YamlMapping) YamlReader.documents(json.toString(), "case").getFirst();
  }
}
