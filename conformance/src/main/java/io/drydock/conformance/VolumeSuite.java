package io.drydock.conformance;

import static io.drydock.conformance.Report.refused;
import static io.drydock.conformance.Report.same;

import com.google.gson.JsonObject;
import io.drydock.composefile.load.ShortVolume;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import java.nio.file.Path;

/** Short forms of a service's volumes. */
final class VolumeSuite extends ComposeGoSuite {
  VolumeSuite() {
    super("volume-spec");
  }

  @Override
  String label(JsonObject recorded) {
    return ":" + Cases.string(recorded, "spec");
  }

  @Override
  void check(JsonObject recorded, Path folder) throws Exception {
    String spec = Cases.string(recorded, "spec");
    if (recorded.has("error")) {
      refused(Cases.string(recorded, "error"), () -> ShortVolume.parse(spec, YamlNode.NOWHERE));
    } else {
      same(
          "volume",
          YamlReader.documents(recorded.get("result").toString(), "case").getFirst(),
          ShortVolume.parse(spec, YamlNode.NOWHERE));
    }
  }
}
