package io.drydock.oci.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of a document is found, with its place; what the specifications allow is let be. */
class DocumentTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @Test
  void findsAllFaultsAtOnce() {
    assertThat(
            faults(
                Document.MANIFEST,
                """
                {"schemaVersion": 1, "mediaType": "x",
                 "config": {"mediaType": "a/b", "size": -1, "digest": "sha256:0"},
                 "layers": [], "annotations": {"a": 1}}
                """))
        .containsExactly(
            "schemaVersion: must be a whole number from 2 to 2, but is 1",
            "mediaType: must be a media type, but is \"x\"",
            "config.digest: must be a digest, but is \"sha256:0\"",
            "config.size: must be a whole number from 0 to 9223372036854775807, but is -1",
            "layers: must be a list with at least one item, but is an empty list",
            "annotations.a: must be a string, but is 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemaVersion\": 2, \"manifests\": []}",
        "{\"schemaVersion\": 2, \"manifests\": [], \"unknown\": [1, null]}",
      })
  void takesIndexesThatSayNoMoreThanTheyMust(String json) {
    assertThat(faults(Document.INDEX, json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2015-10-31T22:22:56.015925234Z | true",
        "2015-10-31T22:22:56+01:00 | true",
        "2015-10-31T22:22Z | false",
        "2015-13-31T22:22:56Z | false",
        "2015-10-31 22:22:56Z | false",
        "2015-10-31T22:22:56 | false",
      })
  void wantsTimesAsRfc3339(String time, boolean valid) {
    String json =
        """
        {"created": "%s", "architecture": "amd64", "os": "linux",
         "rootfs": {"type": "layers", "diff_ids": ["%s"]}}
        """
            .formatted(time, DIGEST);
    assertThat(faults(Document.CONFIG, json).isEmpty()).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | true",
        "[\"a\"] | true",
        "[1] | false",
        "\"a\" | false",
      })
  void entryPointsMayBeNull(String value, boolean valid) {
    String json =
        """
        {"architecture": "amd64", "os": "linux", "config": {"Entrypoint": %s},
         "rootfs": {"type": "layers", "diff_ids": []}}
        """
            .formatted(value);
    assertThat(faults(Document.CONFIG, json).isEmpty()).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"root\": {}} | root: \"path\" is missing",
        "{\"process\": {\"cwd\": \"/\", \"args\": [\"a\", 1]}}"
            + " | process.args[1]: must be a string, but is 1",
        "{\"mounts\": [{}]} | mounts[0]: \"destination\" is missing",
        "{\"linux\": {\"devices\": [{\"type\": \"x\", \"path\": \"/\"}]}}"
            + " | linux.devices[0].type: must be c, b, u or p, but is \"x\"",
        "{\"linux\": {\"resources\": {\"cpu\": {\"shares\": 18446744073709551616}}}}"
            + " | linux.resources.cpu.shares: must be a whole number from 0 to"
            + " 18446744073709551615, but is 18446744073709551616",
        "{\"linux\": {\"seccomp\": {}}} | linux.seccomp: \"defaultAction\" is missing",
        "{\"windows\": {\"layerFolders\": []}}"
            + " | windows.layerFolders: must be a list with at least one item, but is an empty list",
        "{\"vm\": {}} | vm: \"kernel\" is missing",
        "{\"hostname\": null} | hostname: must be a string, but is null",
      })
  void saysWhereARuntimeConfigIsWrong(String members, String fault) {
    String json = members.replaceFirst("\\{", "{\"ociVersion\": \"1.2.0\", ");
    assertThat(faults(Document.RUNTIME_CONFIG, json)).containsExactly(fault);
  }

  @Test
  void nothingButJsonIsADocument() {
    assertThat(faults(Document.LAYOUT, "{]")).singleElement().asString().contains("JSON");
    assertThat(faults(Document.LAYOUT, "[]"))
        .containsExactly("must be an object, but is an empty list");
  }

  @Test
  void listsAllFaultsInOneError() {
    assertThatThrownBy(
            () -> Document.DESCRIPTOR.require("{}".getBytes(StandardCharsets.UTF_8), "x.json"))
        .hasMessage(
            "x.json is not a valid descriptor: \"mediaType\" is missing; \"digest\" is missing;"
                + " \"size\" is missing");
  }

  private static List<String> faults(Document document, String json) {
    return document.faults(json.getBytes(StandardCharsets.UTF_8)).stream()
        .map(Fault::toString)
        .toList();
  }
}
