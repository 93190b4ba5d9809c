package io.drydock.compose.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.composefile.Compose;
import io.drydock.composefile.load.ComposeFile;
import io.drydock.composefile.load.ComposeRequest;
import io.drydock.composefile.load.LoadOptions;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
  private static Service service(String keys) {
    String text = "name: q\nservices:\n  a:\n    image: b\n    " + keys + "\n  z:\n    image: b\n";
    Path folder = Path.of("/work");
    Project project =
        Compose.load(
            new ComposeRequest(
                List.of(ComposeFile.of("compose.yaml", text)),
                folder.toString(),
                folder,
                new LinkedHashMap<>(),
                "",
                false,
                LoadOptions.DEFAULT));
    return Objects.requireNonNull(project.services().get("a"));
  }

  /** The hashes are those that docker compose 2.26 prints for the same files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scale: 1                        | e08bee784ab58c98ddd7d757763a741d7d095c5eef16ef3f0fd89a604eb7275c
          scale: 3                        | e08bee784ab58c98ddd7d757763a741d7d095c5eef16ef3f0fd89a604eb7275c
          build: .                        | e08bee784ab58c98ddd7d757763a741d7d095c5eef16ef3f0fd89a604eb7275c
          pull_policy: always             | e08bee784ab58c98ddd7d757763a741d7d095c5eef16ef3f0fd89a604eb7275c
          x-foo: 1                        | e08bee784ab58c98ddd7d757763a741d7d095c5eef16ef3f0fd89a604eb7275c
          depends_on: [z]                 | 1719adc7af1daf7035a2bb749bab5d3fb1a5032262b1ef070d41c6e9dbb01a63
          deploy: {replicas: 3}           | a7758a3d7954e97b5e88be09f979413596a60525f10daef2713f44db64177f7c
          deploy: {}                      | a7758a3d7954e97b5e88be09f979413596a60525f10daef2713f44db64177f7c
          healthcheck: {interval: 90s}    | 63e76cd92a75da3d56da510122175d31e2ccaa6a668656442a325e26736eccec
          mem_limit: 1g                   | b746212456af017c487fddbc2a71e2ca3931a588b769360364cb3f2f626f8243
          cpus: 1.5                       | b601df5e10680927397d4b05188764536be22e04a3e9e9d8e04ec0eea322b631
          'volumes: ["/a:/b"]'            | abf7ea948528c3aace717ec1c3186a70a4a0710a32e4cc1aa3b65f136f7eaa03
          'ulimits: {nofile: 3, nproc: {soft: 1, hard: 2}}' | fcff3981649e5dab6a8caeb504b3f61108b98153d5b8b1beea344f668e87769f
          'extra_hosts: ["a:1.2.3.4", "b=::1", "a:4.4.4.4"]' | 66d54043be6e32b21b1a31698d6299b9c1859d892bfd189e52048a0a28b470a2
          'networks: {default: {}}'       | 46725beca9a3859f2ad5ec64cf7ccbeb804a72390f9c7b94b4a5cc7e2eac6860
          attach: false                   | 6436be440738b049bc3e0ac33a7c9419047a0f275f4b66278366220eb6922abd
          'deploy: {resources: {limits: {cpus: "0.5", memory: 1g}}}' | e4d9f73bdfee0cf24d607a8f683987d095045db5715c938c2350eebfc177c98c
          'ports: ["80:80/udp"]'          | 2553c18cfd20a1a1e46d52049ea91992dfc25215e237a15effc66c6966a2d997
          'expose: [80, "90"]'            | b9155d830f615ead1154e4f73ced6c629523dbd26667ff75961df17b87c313c9
          network_mode: service:z         | 13d865ad18b7a49c973bf0877332032ec97356354ca91e105797453d2d39b044
          command: []                     | 121f54792d2bc5bfb37bd0d8aded8521c2be5f12813db36ab1887c52435250b5
          'devices: ["/a:/b"]'            | 29d6e0098bf7acd6211ea7bba6d507e02b884c66eaf217ac51ec58bfb8983166
          'develop: {watch: [{action: rebuild, path: /x}]}' | 76cd526c99f166fd188c6ca37177164abc03c98d96152e32ae75a45c07e3b80a
          'logging: {driver: local, options: {a: b}}' | 96d29ee04aa11ec4c9e3fb557b485951a0d7e37781ad0d01dc7a2e8b9c24e6b6
          """)
  void theHashIsThatOfDockerCompose(String keys, String hash) {
    assertThat(Definition.of(service(keys)).hash()).isEqualTo(hash);
  }

  @Test
  void aChangedKeyIsNamedWithItsValuesBeforeAndAfter() {
    String packed = Definition.of(service("environment: {PORT: 80, OLD: x}")).pack();

    assertThat(
            Definition.of(service("environment: {PORT: 81}\n    init: true"))
                .changesSince(packed)
                .orElseThrow())
        .extracting(Change::toString)
        .containsExactly(
            "environment.OLD removed", "environment.PORT changed: 80 → 81", "init added: true");
  }

  @Test
  void valuesThatLookSecretAreNotShown() {
    String packed = Definition.of(service("environment: {DB_PASSWORD: hunter1}")).pack();

    assertThat(
            Definition.of(service("environment: {DB_PASSWORD: hunter2}"))
                .changesSince(packed)
                .orElseThrow()
                .toString())
        .contains("environment.DB_PASSWORD changed")
        .doesNotContain("hunter");
  }

  @Test
  void whatChangesNothingAboutAContainerIsNoChange() {
    String packed = Definition.of(service("scale: 1")).pack();

    assertThat(Definition.of(service("depends_on: [z]\n    attach: false")).changesSince(packed))
        .hasValue(List.of());
  }
}
