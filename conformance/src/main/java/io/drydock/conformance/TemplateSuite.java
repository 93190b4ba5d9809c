package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.env.Template;
import java.nio.file.Path;

/** Variables in one string. */
final class TemplateSuite extends ComposeGoSuite {
  TemplateSuite() {
    super("template");
  }

  @Override
  String label(JsonObject recorded) {
    return ":" + Cases.string(recorded, "template");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    var template = Cases.string(recorded, "template");
    var variables = Lookups.of(recorded);
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> Template.expand(template, variables));
    } else {
      same("text", Cases.string(recorded, "result"), Template.expand(template, variables));
    }
  }
}
