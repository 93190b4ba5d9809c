package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.env.DotEnv;
import io.drydock.core.Json;
import java.nio.file.Path;

/** Environment files. */
final class DotEnvSuite extends ComposeGoSuite {
  DotEnvSuite() {
    super("dotenv");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    String text = Cases.string(recorded, "src");
    var outer = Lookups.of(recorded);
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> DotEnv.parse(text, ".env", outer));
    } else {
      same("variables", Json.stringMap(recorded, "result"), DotEnv.parse(text, ".env", outer));
    }
  }
}
