package io.drydock.conformance;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.Json;
import io.drydock.oci.AnyReference;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** References as the distribution project's library reads them. */
final class ImageReferenceSuite implements Suite {
  @Override
  public String name() {
    return "image-reference";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    for (JsonObject each : cases(folder)) {
      String function = Cases.string(each, "fn");
      String input = Cases.string(each, "input");
      report.check(function + " " + input, () -> check(function, input, each));
    }
  }

  private static List<JsonObject> cases(Path folder) throws IOException {
    return Cases.list(Cases.read(folder.resolve("parse-cases.json")), "cases");
  }

  private static void check(String function, String input, JsonObject expected) throws Exception {
    Optional<String> error = Json.string(expected, "error");
    if (error.isPresent()) {
      DrydockException ours = Report.refused(error.get(), () -> parse(function, input));
      Report.same("error", error.get(), ours.getMessage());
      return;
    }
    AnyReference reference = parse(function, input);
    same(expected, "string", reference.toString());
    same(expected, "familiarString", reference.familiar());
    switch (reference) {
      case ImageReference image -> checkImage(expected, image);
      case AnyReference.Content content -> same(expected, "digest", content.digest().toString());
    }
  }

  private static void checkImage(JsonObject expected, ImageReference image) {
    same(expected, "name", image.name());
    same(expected, "domain", image.domain());
    same(expected, "path", image.path());
    same(expected, "familiarName", image.familiarName());
    same(expected, "tag", image.tag().orElse(""));
    same(expected, "digest", image.digest().map(Digest::toString).orElse(""));
  }

  private static AnyReference parse(String function, String input) {
    return switch (function) {
      case "Parse" -> ImageReference.parseExact(input);
      case "ParseNormalizedNamed" -> ImageReference.parse(input);
      case "ParseAnyReference" -> AnyReference.parse(input);
      case "ParseDockerRef" -> ImageReference.parsePullable(input);
      default -> throw new Report.Mismatch("unknown function " + function);
    };
  }

  private static void same(JsonObject expected, String member, String actual) {
    Report.same(member, Cases.string(expected, member), actual);
  }
}
