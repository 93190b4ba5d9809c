package io.drydock.composefile;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Template;
import io.drydock.composefile.env.Variables;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.composefile.yaml.YamlWriter;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/**
 * No bytes make reading a Compose file, a template or an environment file do anything but succeed
 * or refuse them. With {@code JAZZER_FUZZ=1} in the environment one method at a time is fuzzed:
 * {@code mvn -Pnightly -pl composefile -am test -Dtest='ReadingFuzzTest#project'}.
 */
@Tag("nightly")
class ReadingFuzzTest {
  private static final Variables VARIABLES = Variables.of(Map.of("A", "1", "B", "", "C", "$A"));

  @DictionaryEntries({
    "&a ",
    "*a",
    "<<: ",
    "!reset ",
    "!override ",
    "? ",
    ": ",
    "- ",
    "|2-\\x0A",
    ">+\\x0A",
    "[[{",
    "}]",
    "---\\x0A",
    "...\\x0A",
    "%YAML 1.2\\x0A",
    "!!int ",
    "!!binary ",
    "\\\"\\\\u",
    "0o7",
    "0x",
    "1e9",
    "\\x0A    ",
    "\\x09"
  })
  @FuzzTest(maxDuration = "60s")
  void yaml(byte[] bytes) {
    Optional<List<YamlNode>> documents =
        ofRefusable(() -> YamlReader.documents(text(bytes), "input"));
    for (YamlNode each : documents.orElse(List.of())) {
      YamlNode plain = YamlNode.fromJava(each.toJava(), YamlNode.NOWHERE);
      String written = YamlWriter.write(plain);
      YamlNode again = YamlReader.documents(written, "output").getFirst();
      if (!YamlWriter.write(again).equals(written)) {
        throw new AssertionError("written otherwise than read: " + written);
      }
    }
  }

  @DictionaryEntries({
    "${",
    "}",
    "$A",
    "$$",
    ":-",
    ":?",
    ":+",
    "-",
    "?",
    "+",
    "${A:-${B:-",
    "{\\\"a\\\":1}"
  })
  @FuzzTest(maxDuration = "60s")
  void template(byte[] bytes) {
    ofRefusable(() -> Template.expand(text(bytes), VARIABLES));
    ofRefusable(() -> Template.parse(text(bytes)).variables());
  }

  @DictionaryEntries({
    "export ",
    "A=",
    "B: ",
    "\\x0A",
    "\\x0D\\x0A",
    "='",
    "=\\\"",
    "\\\\\\\"",
    "\\\\0123",
    " # ",
    "${A:-",
    "$"
  })
  @FuzzTest(maxDuration = "60s")
  void environment(byte[] bytes) {
    ofRefusable(() -> DotEnv.parse(text(bytes), ".env", VARIABLES));
    ofRefusable(() -> DotEnv.parseRaw(text(bytes), ".env", VARIABLES));
  }

  @DictionaryEntries({
    "services:\\x0A  web:\\x0A",
    "    image: web\\x0A",
    "    ports: [80:80]\\x0A",
    "    volumes: [a:/a]\\x0A",
    "    depends_on: [web]\\x0A",
    "    extends: web\\x0A",
    "    build: .\\x0A",
    "    environment: [A=$A]\\x0A",
    "    networks: {n: }\\x0A",
    "    deploy: {replicas: 2}\\x0A",
    "    mem_limit: 1g\\x0A",
    "    healthcheck: {interval: 1s}\\x0A",
    "    ulimits: {nofile: 1}\\x0A",
    "    gpus: all\\x0A",
    "    develop: {watch: [{path: ., action: sync}]}\\x0A",
    "networks: {n: }\\x0A",
    "volumes: {a: }\\x0A",
    "secrets: {s: {environment: A}}\\x0A",
    "configs: {c: {content: x}}\\x0A",
    "models: {m: {model: x}}\\x0A",
    "!reset ",
    "!override ",
    "<<: *a",
    "&a "
  })
  @FuzzTest(maxDuration = "120s")
  void project(byte[] bytes) {
    // Nothing outside of the text is read.
    String text = text(bytes);
    if (text.contains("file") || text.contains("include")) {
      return;
    }
    var variables = new LinkedHashMap<>(Map.of("A", "1"));
    ofRefusable(() ->
        Compose.load(
            new ComposeRequest(
                List.of(ComposeFile.of("compose.yaml", text)),
                "/nowhere",
                Path.of("/nowhere"),
                variables,
                "fuzz",
                true,
                LoadOptions.DEFAULT)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> Optional<T> ofRefusable(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.INTERNAL) {
        throw new AssertionError(e);
      }
      return Optional.empty();
    }
  }
}
