package io.drydock.build.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.oci.ContainerConfig;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --change} as docker commit and docker import take it. */
class ConfigChangesTest {
  private static final ContainerConfig BASE =
      new ContainerConfig(
          "user",
          new LinkedHashSet<>(List.of("80/tcp")),
          List.of("PATH=/bin", "A=1"),
          Optional.empty(),
          Optional.of(List.of("old")),
          new LinkedHashSet<>(),
          "/work",
          new LinkedHashMap<>(Map.of("k", "v")),
          "",
          Optional.empty(),
          List.of("RUN old trigger"),
          List.of());

  private static ContainerConfig apply(String... changes) {
    return ConfigChanges.apply(BASE, List.of(changes));
  }

  @Test
  void nothingChangesNothing() {
    assertThat(apply()).isEqualTo(BASE);
  }

  @Test
  void eachInstructionChangesItsPart() {
    ContainerConfig changed =
        apply(
            "ENV A=2 B=${A}x",
            "expose 443 53/udp",
            "LABEL a=b",
            "USER 5:6",
            "WORKDIR sub",
            "VOLUME [\"/data\"]",
            "STOPSIGNAL SIGINT",
            "HEALTHCHECK --retries=2 CMD true",
            "ONBUILD RUN new",
            "CMD [\"a\", \"b\"]");
    assertThat(changed.env()).containsExactly("PATH=/bin", "A=2", "B=1x");
    assertThat(changed.exposedPorts()).containsExactlyInAnyOrder("80/tcp", "443/tcp", "53/udp");
    assertThat(changed.labels()).containsEntry("a", "b").containsEntry("k", "v");
    assertThat(changed.user()).isEqualTo("5:6");
    assertThat(changed.workingDir()).isEqualTo("/work/sub");
    assertThat(changed.volumes()).containsExactly("/data");
    assertThat(changed.stopSignal()).isEqualTo("SIGINT");
    assertThat(changed.healthcheck().orElseThrow().retries()).isEqualTo(2);
    assertThat(changed.onBuild()).containsExactly("RUN old trigger", "RUN new");
    assertThat(changed.cmd()).contains(List.of("a", "b"));
  }

  @Test
  void anEntrypointTakesTheCommandAwayUnlessOneIsGiven() {
    assertThat(apply("ENTRYPOINT run it").entrypoint())
        .contains(List.of("/bin/sh", "-c", "run it"));
    assertThat(apply("ENTRYPOINT [\"x\"]").cmd()).isEmpty();
    assertThat(apply("CMD [\"y\"]", "ENTRYPOINT [\"x\"]").cmd()).contains(List.of("y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN true",
        "COPY a b",
        "FROM scratch",
        "SHELL [\"sh\"]",
        "MAINTAINER me",
        "ARG a"
      })
  void whatChangesMoreIsRefusedByName(String change) {
    assertThatThrownBy(() -> apply(change))
        .isInstanceOf(DrydockException.class)
        .hasMessage(change.split(" ", 2)[0] + " is not a valid change command");
  }

  @Test
  void whatIsNoInstructionIsRefused() {
    assertThatThrownBy(() -> apply("WHAT is this")).isInstanceOf(DrydockException.class);
  }
}
