package io.drydock.buildkit.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.build.call.CallJson;
import io.drydock.build.call.CheckAnswer;
import io.drydock.build.plan.Outline;
import io.drydock.build.plan.Planner;
import io.drydock.buildkit.message.Definition;
import io.drydock.buildkit.message.DockerfileText;
import io.drydock.buildkit.message.FrontendResult;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.dockerfile.Dockerfile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Questions about a build that the frontend answers instead of planning it: {@code docker buildx
 * build --call}. The answer is the metadata of a result without files.
 */
final class Subrequests {
  private static final String DESCRIBE = "frontend.subrequests.describe";
  private static final String OUTLINE = "frontend.outline";
  private static final String TARGETS = "frontend.targets";
  private static final String LINT = "frontend.lint";

  /** Of the answers' form, as BuildKit counts. */
  private static final String VERSION = "1.0.0";

  private final Preparation preparation;
  private final BuildProgress progress;
  private final Map<String, String> buildArgs;

  Subrequests(Preparation preparation, BuildProgress progress, Map<String, String> buildArgs) {
    this.preparation = preparation;
    this.progress = progress;
    this.buildArgs = buildArgs;
  }

  /**
   * Answers a question.
   *
   * @param name of the question: {@code frontend.outline}
   * @param inputs as {@link Preparation#question} wants them
   * @throws DrydockException of kind UNSUPPORTED for questions that nobody knows
   */
  FrontendResult answer(
      String name, Map<String, Definition> inputs, Function<String, PreparedBuild> links) {
    try {
      return switch (name) {
        case DESCRIBE -> result(describe());
        case OUTLINE -> {
          Preparation.Question question = preparation.question(inputs, links);
          Dockerfile file = question.request().dockerfile();
          yield result(CallJson.outline(Outline.of(question.request()), file));
        }
        case TARGETS ->
            result(CallJson.targets(preparation.question(inputs, links).request().dockerfile()));
        case LINT -> lint(inputs, links);
        default -> throw unknown(name);
      };
    } finally {
      preparation.release();
    }
  }

  private FrontendResult lint(
      Map<String, Definition> inputs, Function<String, PreparedBuild> links) {
    CheckAnswer answer = check(inputs, links);
    var text = new ByteArrayOutputStream();
    answer.print(new PrintStream(text, true, StandardCharsets.UTF_8));
    Map<String, byte[]> metadata = metadata(answer.toJson());
    metadata.put("result.txt", text.toByteArray());
    metadata.put("result.statuscode", utf8(answer.error().isPresent() ? "1" : "0"));
    return new FrontendResult(Optional.empty(), Map.of(), metadata);
  }

  private CheckAnswer check(Map<String, Definition> inputs, Function<String, PreparedBuild> links) {
    Preparation.Question question;
    try {
      question = preparation.question(inputs, links);
    } catch (DrydockException e) {
      Optional<DockerfileText> file = progress.dockerfile();
      if (e.location().isEmpty() || file.isEmpty()) {
        throw e;
      }
      return CheckAnswer.unreadable(e, file.get().name(), file.get().text(), buildArgs);
    }
    Planner.Checked checked = Planner.check(question.request(), preparation.resolver());
    Dockerfile file = question.request().dockerfile();
    return CheckAnswer.of(checked, file.name(), file.text());
  }

  private static JsonArray describe() {
    var list = new JsonArray();
    list.add(question(OUTLINE, "List all parameters current build target supports"));
    list.add(question(TARGETS, "List all targets current build supports"));
    list.add(question(LINT, "Lint a Dockerfile"));
    list.add(question(DESCRIBE, "List available subrequest types"));
    return list;
  }

  private static JsonObject question(String name, String description) {
    var question = new JsonObject();
    question.addProperty("name", name);
    question.addProperty("version", VERSION);
    question.addProperty("type", "rpc");
    question.addProperty("description", description);
    return question;
  }

  private static FrontendResult result(JsonElement answer) {
    return new FrontendResult(Optional.empty(), Map.of(), metadata(answer));
  }

  private static Map<String, byte[]> metadata(JsonElement answer) {
    Map<String, byte[]> metadata = new LinkedHashMap<>();
    metadata.put("result.json", utf8(Json.pretty(answer, "  ")));
    metadata.put("version", utf8(VERSION));
    return metadata;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static DrydockException unknown(String name) {
    return new DrydockException(
        ErrorKind.UNSUPPORTED, "unsupported request " + name + " (the frontend does not know it)");
  }
}
