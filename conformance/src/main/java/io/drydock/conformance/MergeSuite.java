package io.drydock.conformance;

import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.merge.Merge;
import io.drydock.composefile.merge.Unicity;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import java.nio.file.Path;

/** One document over another: merging, what is left of equal items, and extended services. */
final class MergeSuite extends ComposeGoSuite {
  MergeSuite() {
    super("merge");
  }

  @Override
  String label(JsonObject recorded) {
    return ":" + Cases.string(recorded, "op");
  }

  @Override
  void check(JsonObject recorded, Path folder) {
    YamlMapping base = tree(recorded, "base");
    YamlMapping result =
        switch (Cases.string(recorded, "op")) {
          case "merge" -> Merge.files(base, tree(recorded, "override"));
          case "extend" -> Merge.service(base, tree(recorded, "override"));
          case "unicity" -> Unicity.enforce(base);
          default -> throw new IllegalArgumentException("an operation that is not known");
        };
    same("result", tree(recorded, "result"), result);
  }

  /** The value as it stands in the recording; all of JSON is YAML. */
  private static YamlMapping tree(JsonObject recorded, String key) {
    YamlNode root = YamlReader.documents(recorded.get(key).toString(), key).getFirst();
    return root.mapping().orElseThrow();
  }
}
