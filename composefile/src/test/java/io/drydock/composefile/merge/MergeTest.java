package io.drydock.composefile.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import org.junit.jupiter.api.Test;

class MergeTest {
  @Test
  void mergesMappingsAppendsListsAndReplacesTheRest() {
    assertMerged(
        "services: {web: {image: a, cap_add: [A], deploy: {replicas: 1, mode: global}}}",
        "services: {web: {image: b, cap_add: [B], deploy: {replicas: 2}}, db: {image: c}}",
        """
        services:
          web: {image: b, cap_add: [A, B], deploy: {replicas: 2, mode: global}}
          db: {image: c}
        """);
  }

  @Test
  void leavesWhatALaterFileNamesWithoutValue() {
    assertMerged(
        "services: {web: {image: a, ports: [80], deploy: {replicas: 1}}}",
        "services: {web: {image: , ports: , deploy: }}",
        "services: {web: {image: a, ports: [80], deploy: {replicas: 1}}}");
  }

  @Test
  void replacesACommandEvenWithNothing() {
    assertMerged(
        "services: {web: {command: [a, b], entrypoint: x, healthcheck: {test: [c], retries: 3}}}",
        "services: {web: {command: , entrypoint: [y], healthcheck: {test: d}}}",
        "services: {web: {command: , entrypoint: [y], healthcheck: {test: d, retries: 3}}}");
  }

  @Test
  void takesNoOptionsOverForAnotherLoggingDriver() {
    String base = "services: {web: {logging: {driver: local, options: {max-size: 1m}}}}";
    String other = "services: {web: {logging: {driver: syslog, options: {tag: t}}}}";

    assertMerged(base, other, other);
    assertMerged(
        base,
        "services: {web: {logging: {options: {tag: t}}}}",
        "services: {web: {logging: {driver: local, options: {max-size: 1m, tag: t}}}}");
  }

  @Test
  void mergesAddressRangesOfTheSameSubnet() {
    assertMerged(
        "networks: {n: {ipam: {config: [{subnet: a, gateway: g}, {subnet: b}]}}}",
        "networks: {n: {ipam: {config: [{subnet: c}, {subnet: b, ip_range: r}]}}}",
        """
        networks:
          n: {ipam: {config: [{subnet: a, gateway: g}, {subnet: b, ip_range: r}, {subnet: c}]}}
        """);
  }

  @Test
  void mergesABuildThatIsABareContext() {
    assertMerged(
        "services: {web: {build: ./web}}",
        "services: {web: {build: {target: dev}}}",
        "services: {web: {build: {context: ./web, target: dev}}}");
  }

  @Test
  void takesAwayWhatIsReset() {
    assertMerged(
        "services: {web: {image: a, build: ., ports: [80], environment: {A: 1, B: 2}}}",
        "services: {web: {build: !reset null, ports: !reset [], environment: {A: !reset }}}",
        "services: {web: {image: a, environment: [B=2]}}");
  }

  @Test
  void resetsAVariableThatAnEarlierFileGaveInAList() {
    assertMerged(
        "services: {web: {environment: [A=1, B=2, A]}}",
        "services: {web: {environment: {A: !reset null, C: 3}}}",
        "services: {web: {environment: [B=2, C=3]}}");
  }

  @Test
  void replacesInsteadOfMergingWhatIsOverridden() {
    assertMerged(
        "services: {web: {ports: [80, 81], deploy: {replicas: 1, mode: global}}}",
        "services: {web: {ports: !override [82], deploy: !override {replicas: 2}}}",
        "services: {web: {ports: [82], deploy: {replicas: 2}}}");
  }

  @Test
  void settlesTagsWhereNothingWasBefore() {
    assertMerged(
        "name: x",
        "services: {web: !override {ports: [!reset 80, 81], image: !reset a, tty: !override true}}",
        "{name: x, services: {web: {ports: [81], tty: true}}}");
  }

  @Test
  void keepsTagsOfAnExtendingServiceForTheFilesBeforeIt() {
    YamlMapping merged =
        Merge.service(tree("{image: a, ports: [80]}"), tree("ports: !override [81]"));

    assertThat(merged).isEqualTo(tree("{image: a, ports: !override [81]}"));
  }

  @Test
  void namesBothPlacesOfValuesThatDoNotFit() {
    assertThatThrownBy(() ->
            Merge.files(
                tree("services: {web: {ports: [80]}}"),
                tree("\n\nservices: {web: {ports: {a: b}}}")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            error -> {
              assertThat(error)
                  .hasMessage(
                      "cannot override services.web.ports: it is a mapping here, but a list at"
                          + " compose.yaml:1:25");
              assertThat(error.location()).hasToString("Optional[compose.yaml:3:25]");
            });
  }

  @Test
  void leavesTheLaterOfEqualItemsInThePlaceOfTheEarlier() {
    YamlMapping document =
        tree(
            """
            services:
              web:
                ports:
                  - {target: 80, published: 8080}
                  - 9090:90
                  - {target: 80, published: "8080", protocol: tcp, mode: host}
                volumes: ["a:/data", "/cache", "c:\\\\x:/data:ro", {type: tmpfs, target: /cache}]
                secrets: [{source: s, target: t}, s, {source: s, mode: 256}]
                devices: ["/dev/a:/dev/x:r", {source: /dev/b, target: /dev/x}]
            """);

    assertThat(Unicity.enforce(document))
        .isEqualTo(
            tree(
                """
                services:
                  web:
                    ports:
                      - {target: 80, published: "8080", protocol: tcp, mode: host}
                      - 9090:90
                    volumes: ["a:/data", {type: tmpfs, target: /cache}, "c:\\\\x:/data:ro"]
                    secrets: [{source: s, target: t}, {source: s, mode: 256}]
                    devices: [{source: /dev/b, target: /dev/x}]
                """));
  }

  private static void assertMerged(String base, String override, String expected) {
    assertThat(Merge.files(tree(base), tree(override))).isEqualTo(tree(expected));
  }

  private static YamlMapping tree(String text) {
    return YamlReader.documents(text, "compose.yaml").getFirst().mapping().orElseThrow();
  }
}
