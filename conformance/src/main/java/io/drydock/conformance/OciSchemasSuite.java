package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.oci.validate.Document;
import io.drydock.oci.validate.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Documents of the image and runtime specifications, valid or not. */
final class OciSchemasSuite implements Suite {
  @Override
  public String name() {
    return "oci-schemas";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    List<JsonObject> image =
        Cases.list(Cases.read(folder.resolve("image-spec-cases.json")), "cases");
    for (int i = 0; i < image.size(); i++) {
      JsonObject each = image.get(i);
      String id = "image " + i + " " + Cases.string(each, "comment");
      report.check(id, () -> check(imageDocument(Cases.string(each, "kind")), each));
    }
    for (JsonObject each :
        Cases.list(Cases.read(folder.resolve("runtime-spec-cases.json")), "cases")) {
      String id = "runtime " + Cases.string(each, "file");
      report.check(id, () -> check(runtimeDocument(Cases.string(each, "kind")), each));
    }
  }

  private static void check(Document document, JsonObject recorded) {
    List<Fault> faults =
        document.faults(Cases.string(recorded, "json").getBytes(StandardCharsets.UTF_8));
    Report.same("valid (" + faults + ")", Cases.flag(recorded, "valid"), faults.isEmpty());
  }

  private static Document imageDocument(String kind) {
    return switch (kind) {
      case "descriptor" -> Document.DESCRIPTOR;
      case "manifest" -> Document.MANIFEST;
      case "imageindex", "index" -> Document.INDEX;
      case "imagelayout", "layout" -> Document.LAYOUT;
      case "config" -> Document.CONFIG;
      default -> throw new Report.Mismatch("unknown kind " + kind);
    };
  }

  private static Document runtimeDocument(String kind) {
    return switch (kind) {
      case "config" -> Document.RUNTIME_CONFIG;
      case "state" -> Document.RUNTIME_STATE;
      case "features" -> Document.RUNTIME_FEATURES;
      default -> throw new Report.Mismatch("unknown kind " + kind);
    };
  }
}
