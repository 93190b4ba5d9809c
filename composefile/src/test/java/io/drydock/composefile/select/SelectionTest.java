package io.drydock.composefile.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlReader;
import io.drydock.core.DrydockException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final YamlMapping SERVICES =
      tree(
          """
          web:
            depends_on:
              api: {condition: service_healthy, required: true}
              tracing: {condition: service_started, required: false}
          api: {depends_on: {db: {condition: service_started, required: true}}}
          db: {profiles: [data, test]}
          tracing: {profiles: [debug]}
          batch: {}
          """);

  @Test
  void enablesServicesWithoutProfileAndThoseOfActiveOnes() {
    assertThat(Selection.byProfiles(SERVICES, List.of()).enabled().keys())
        .containsExactly("web", "api", "batch");
    assertThat(Selection.byProfiles(SERVICES, List.of("test")).enabled().keys())
        .containsExactly("web", "api", "db", "batch");
    assertThat(Selection.byProfiles(SERVICES, List.of("*")).disabled().keys()).isEmpty();
  }

  @Test
  void enablesOnlyNamedServicesAndWhatTheyNeedWhateverItsProfile() {
    Selection web = Selection.byProfiles(SERVICES, List.of()).only(List.of("web"));

    assertThat(web.enabled().keys()).containsExactlyInAnyOrder("web", "api", "db");
    assertThat(web.disabled().keys()).containsExactlyInAnyOrder("batch", "tracing");
    assertThat(web.enabled().require("web"))
        .isEqualTo(tree("depends_on: {api: {condition: service_healthy, required: true}}"));
  }

  @Test
  void bringsAnOptionalDependencyAlongWhoseProfileIsActive() {
    Selection web = Selection.byProfiles(SERVICES, List.of("debug")).only(List.of("web"));

    assertThat(web.enabled().keys()).containsExactlyInAnyOrder("web", "api", "db", "tracing");
    assertThat(web.enabled().require("web")).isEqualTo(SERVICES.require("web"));
  }

  @Test
  void leavesAllAsItIsWhenNoneIsNamed() {
    Selection all = Selection.byProfiles(SERVICES, List.of());

    assertThat(all.only(List.of())).isSameAs(all);
  }

  @Test
  void refusesANameThatNoServiceHas() {
    Selection all = Selection.byProfiles(SERVICES, List.of());

    assertThatThrownBy(() -> all.only(List.of("wbe")))
        .isInstanceOf(DrydockException.class)
        .hasMessage("no such service: wbe");
  }

  @Test
  void prunesWhatNoServiceUses() {
    YamlMapping project =
        tree(
            """
            services:
              web:
                networks: {front: }
                volumes: [{type: volume, source: data, target: /d}, {type: bind, source: /x}]
                build: {secrets: [{source: token}]}
                configs: [{source: nginx}]
                models: {llm: }
            networks: {front: {}, back: {}}
            volumes: {data: {}, old: {}}
            secrets: {token: {}, other: {}}
            configs: {unused: {}}
            models: {llm: {}}
            """);

    YamlMapping pruned = Pruning.prune(project);

    assertThat(pruned.without("services"))
        .isEqualTo(
            tree(
                "{networks: {front: {}}, volumes: {data: {}}, secrets: {token: {}},"
                    + " models: {llm: {}}}"));
  }

  private static YamlMapping tree(String text) {
    return YamlReader.documents(text, "compose.yaml").getFirst().mapping().orElseThrow();
  }
}
