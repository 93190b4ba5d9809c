package io.drydock.composefile.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** One way of writing for each value, a fixed order of keys, nothing that goes without saying. */
class CanonicalFormTest {
  @Test
  void writesEachTypeInOneWay() {
    assertThat(service("mem_limit: 1.5kb, cpus: '0.50', stop_grace_period: 1w1d, init: 'yes'"))
        .hasToString("{cpus=0.5, init=true, mem_limit=1536, stop_grace_period=192h0m0s}");
    assertThat(service("memswap_limit: -1, pids_limit: '5', labels: [a, b=c=d]"))
        .hasToString("{labels={a=, b=c=d}, memswap_limit=-1, pids_limit=5}");
    assertThat(service("secrets: [{source: s, mode: 0440}], scale: 0"))
        .hasToString("{scale=0, secrets=[{source=s, mode=0440}]}");
  }

  @Test
  void leavesOutWhatGoesWithoutSaying() {
    assertThat(service("privileged: false, ports: [], dns: [], labels: {}, cpu_shares: 0"))
        .hasToString("{}");
    assertThat(service("attach: false, command: [], deploy: {placement: {}}, healthcheck: {}"))
        .hasToString("{attach=false, command=[], deploy={}, healthcheck={}}");
    assertThat(service("env_file: [{path: a, required: true}, {path: b, required: false}]"))
        .hasToString("{env_file=[{path=a}, {path=b, required=false}]}");
  }

  @Test
  void sortsAddressesOfHosts() {
    assertThat(service("extra_hosts: ['z:1.1.1.1,2.2.2.2', 'a=[::1]', 'b:::2']"))
        .hasToString("{extra_hosts=[a=::1, b=::2, z=1.1.1.1, z=2.2.2.2]}");
    assertThatThrownBy(() -> service("extra_hosts: [lonely]"))
        .hasMessageContaining("\"lonely\" has no address");
  }

  @Test
  void keepsVariablesThatAreNotFilledInWhateverBelongsThere() {
    assertThat(service("mem_limit: '${SIZE}', scale: $N"))
        .hasToString("{mem_limit=${SIZE}, scale=$N}");
  }

  @Test
  void refusesOtherTypesWithPathAndPlace() {
    assertThatThrownBy(() -> service("scale: many"))
        .hasMessage("services.web.scale must be an integer, not \"many\"");
    assertThatThrownBy(() -> service("ports: [[80]]"))
        .hasMessage("services.web.ports[0] must be a mapping");
  }

  @Test
  void hasInJsonWhatGoHasThere() {
    YamlMapping project =
        tree("{name: p, services: {web: {deploy: {}, x-a: 1}}, networks: {n: {}}, x-b: [1.0]}");

    assertThat(CanonicalForm.projectJson(CanonicalForm.project(project)))
        .hasToString(
            "{\"name\":\"p\",\"networks\":{\"n\":{\"ipam\":{}}},\"services\":{\"web\":{"
                + "\"command\":null,\"deploy\":{\"resources\":{},\"placement\":{}},"
                + "\"entrypoint\":null}},\"x-b\":[1]}");
  }

  @Test
  void ordersKeysAsGosYamlDoes() {
    assertThat(
            Stream.of("b", "a10", "a9", "A", "_", "a.b", "a_b", "1", "10", "2", "a")
                .sorted(NaturalOrder.INSTANCE))
        .containsExactlyElementsOf(
            List.of("_", "1", "2", "10", "A", "a", "a.b", "a_b", "a9", "a10", "b"));
  }

  @Property(tries = 300)
  void theOrderOfKeysIsOne(@ForAll String a, @ForAll String b) {
    assertThat(Integer.signum(NaturalOrder.INSTANCE.compare(a, b)))
        .isEqualTo(-Integer.signum(NaturalOrder.INSTANCE.compare(b, a)));
    assertThat(NaturalOrder.INSTANCE.compare(a, b) == 0).isEqualTo(a.equals(b));
  }

  private static YamlMapping service(String keys) {
    return CanonicalForm.service("web", tree("{" + keys + "}"));
  }

  private static YamlMapping tree(String text) {
    return YamlReader.documents(text, "test").getFirst().mapping().orElseThrow();
  }
}
