package io.drydock.composefile.load;

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
    assertThat(select(List.of(), List.of()).keys())
        .containsExactlyInAnyOrder("web", "api", "batch");
    assertThat(select(List.of("test"), List.of()).keys())
        .containsExactlyInAnyOrder("web", "api", "db", "batch");
    assertThat(select(List.of("*"), List.of())).isEqualTo(SERVICES);
  }

  @Test
  void enablesOnlyNamedServicesAndWhatTheyNeedWhateverItsProfile() {
    YamlMapping web = select(List.of(), List.of("web"));

    assertThat(web.keys()).containsExactlyInAnyOrder("web", "api", "db");
    assertThat(web.require("web"))
        .isEqualTo(tree("depends_on: {api: {condition: service_healthy, required: true}}"));
  }

  @Test
  void bringsAnOptionalDependencyAlongWhoseProfileIsActive() {
    YamlMapping web = select(List.of("debug"), List.of("web"));

    assertThat(web.keys()).containsExactlyInAnyOrder("web", "api", "db", "tracing");
    assertThat(web.require("web")).isEqualTo(SERVICES.require("web"));
  }

  @Test
  void activatesTheProfilesOfANamedService() {
    assertThat(Selection.of(SERVICES, List.of("x"), List.of("db")).profiles())
        .containsExactly("x", "data", "test");
  }

  @Test
  void refusesANameThatNoServiceHas() {
    assertThatThrownBy(() -> select(List.of(), List.of("wbe")))
        .isInstanceOfSatisfying(
            DrydockException.class,
            error -> {
              assertThat(error).hasMessage("no such service: wbe");
              assertThat(error.hint()).contains("Did you mean web?");
            });
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

  private static YamlMapping select(List<String> profiles, List<String> names) {
    YamlMapping project =
        YamlMapping.builder(SERVICES.location()).put("services", SERVICES).build();
    YamlMapping enabled = Selection.of(SERVICES, profiles, names).enabledOf(project);
    return Trees.mapping(enabled, "services");
  }

  private static YamlMapping tree(String text) {
    return YamlReader.documents(text, "compose.yaml").getFirst().mapping().orElseThrow();
  }
}
