package io.drydock.bake.model;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * No bytes make reading a bake file do anything but succeed or refuse them. With {@code
 * JAZZER_FUZZ=1} in the environment one method at a time is fuzzed: {@code mvn -Pnightly -pl bake
 * -am test -Dtest='ReadingFuzzTest#hcl'}.
 */
@Tag("nightly")
class ReadingFuzzTest {
  private static final Circumstances CIRCUMSTANCES =
      new Circumstances(
          Map.of("BAKE_CMD_CONTEXT", "cwd://"),
          Map.of("V", "1,2"),
          Map.of("a", "b"),
          Map.of(),
          true);

  @DictionaryEntries({
    "target \\\"a\\\" {",
    "group \\\"default\\\" {",
    "variable \\\"V\\\" {",
    "function \\\"f\\\" {",
    "matrix = {",
    "name = ",
    "inherits = [",
    "type = list(number)",
    "default = ",
    "validation {",
    "${",
    "%{ if ",
    "%{ for x in ",
    "%{ endfor }",
    "<<-EOT",
    "EOT",
    "for k, v in ",
    " => ",
    "...",
    "[*]",
    ".*.",
    " ? ",
    "target.a.tags",
    "params = [x]",
    "result = ",
    "jsonencode(",
    "format(\\\"%",
    "regex(\\\"",
    "formatdate(\\\"",
    "cidrsubnet(\\\"",
    "try(",
    "convert("
  })
  @FuzzTest(maxDuration = "60s")
  void hcl(byte[] text) {
    refusedAtMost("docker-bake.hcl", text);
  }

  @DictionaryEntries({
    "{\\\"target\\\":{\\\"a\\\":{",
    "\\\"group\\\":",
    "\\\"variable\\\":{\\\"V\\\":{",
    "\\\"function\\\":",
    "\\\"${",
    "\\\"matrix\\\":",
    "\\u0041",
    "[{",
    "null",
    "1e9",
    "\\\"type\\\":\\\"list(string)\\\""
  })
  @FuzzTest(maxDuration = "60s")
  void json(byte[] text) {
    refusedAtMost("docker-bake.json", text);
  }

  @DictionaryEntries({
    "services:",
    "  a:",
    "    build:",
    "      args: [",
    "      x-bake:",
    "${a:-",
    "&x ",
    "*x",
    "<<: ",
    "secrets:",
    "    image: "
  })
  @FuzzTest(maxDuration = "60s")
  void compose(byte[] text) {
    refusedAtMost("compose.yaml", text);
  }

  private static void refusedAtMost(String name, byte[] text) {
    try {
      Definition definition =
          DefinitionReader.read(List.of(new BakeFile(name, text)), CIRCUMSTANCES);
      DefinitionPrinter.selection(Selection.of(definition, List.of("*"), List.of(), Map.of()));
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.INVALID && e.kind() != ErrorKind.NOT_FOUND) {
        throw new AssertionError(e);
      }
    }
  }
}
