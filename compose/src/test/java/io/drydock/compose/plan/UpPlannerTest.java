package io.drydock.compose.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.compose.request.Labels;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.core.DrydockException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpPlannerTest {
  private static final String TWO =
      """
      services:
        db: {image: b, healthcheck: {test: "true"}}
        api:
          image: b
          depends_on: {db: {condition: service_healthy}}
      """;

  private static List<String> plan(Scene scene, String text) {
    return Scene.steps(scene.plan(text, UpRequest.ALL));
  }

  @Test
  void startsComeAfterWhatTheyDependOnAndCreationsDuringTheWaitForIt() {
    assertThat(plan(new Scene(), TWO))
        .containsExactly(
            "0: Network shop_default create",
            "1: Container shop-db-1 create <- 0",
            "2: Container shop-db-1 start <- 1",
            "3: Container shop-api-1 create <- 0,2",
            "4: Service db wait for service_healthy <- 2",
            "5: Container shop-api-1 start <- 3,4");
  }

  @Test
  void whatAProviderRunsIsThereBeforeContainersThatGetItsVariables() {
    assertThat(
            plan(
                new Scene(),
                """
                services:
                  db: {provider: {type: cloud}}
                  api: {image: b, depends_on: [db]}
                """))
        .containsExactly(
            "0: Network shop_default create",
            "1: Service db provider up",
            "2: Container shop-api-1 create <- 0,1",
            "3: Container shop-api-1 start <- 1,2");
  }

  @Test
  void nothingIsDoneWhereAllIsAsAskedFor() {
    assertThat(Scene.up(TWO).plan(TWO, UpRequest.ALL).isEmpty()).isTrue();
  }

  @Test
  void onlyWhatChangedIsMadeAnewAndThePlanNamesTheKey() {
    Plan plan = Scene.up(TWO).plan(TWO + "    environment: {PORT: 81}\n", UpRequest.ALL);

    assertThat(Scene.steps(plan))
        .containsExactly("0: Container shop-api-1 recreate", "1: Container shop-api-1 start <- 0");
    assertThat(plan.steps().getFirst().reason())
        .hasToString("definition changed: environment added: {\"PORT\":\"81\"}");
  }

  @Test
  void aNewImageUnderTheSameNameMakesContainersAnew() {
    Plan plan =
        Scene.up(TWO).plan(TWO, UpRequest.ALL, "sha256:" + "2".repeat(64), VolumeChoice.KEEP);

    assertThat(plan.steps().getFirst().reason())
        .hasToString("image changed: b was 111111111111, is 222222222222");
  }

  @Test
  void nothingIsMadeAnewWhereThatIsNotAllowedAndAllWhereItIsAskedFor() {
    String changed = TWO + "    init: true\n";
    UpRequest never = UpRequest.ALL.withRecreate(Recreate.NEVER, Recreate.NEVER);
    UpRequest always = UpRequest.ALL.withRecreate(Recreate.ALWAYS, Recreate.ALWAYS);

    assertThat(Scene.up(TWO).plan(changed, never).isEmpty()).isTrue();
    assertThat(Scene.steps(Scene.up(TWO).plan(TWO, always)))
        .contains("0: Container shop-db-1 recreate", "2: Container shop-api-1 recreate <- 1");
  }

  @Test
  void aPortThatTwoServicesPublishIsRefusedBeforeAnythingIsDone() {
    String text =
        """
        services:
          a: {image: b, ports: ["127.0.0.1:8080:80"]}
          c: {image: b, ports: ["8080:81"]}
        """;

    assertThatThrownBy(() -> plan(new Scene(), text))
        .isInstanceOf(DrydockException.class)
        .hasMessageStartingWith("service c publishes port 8080/tcp of the host, as service a does");
    assertThat(plan(new Scene(), text.replace("8080:81", "8080:81/udp"))).isNotEmpty();
    assertThat(plan(new Scene(), text.replace("8080:81", "127.0.0.2:8080:81"))).isNotEmpty();
    assertThat(plan(new Scene(), text.replace("8080:81", "8080-8090:81"))).isNotEmpty();
  }

  @Test
  void severalContainersCannotPublishOnePort() {
    String text = "services: {a: {image: b, scale: 2, ports: [\"8080:80\"]}}";

    assertThatThrownBy(() -> plan(new Scene(), text))
        .hasMessage("2 containers of service a cannot all publish port 8080/tcp of the host");
    assertThat(plan(new Scene(), text.replace("8080:80", "8080-8081:80"))).isNotEmpty();
    assertThat(plan(new Scene(), text.replace("8080:80", "80"))).isNotEmpty();
  }

  @Test
  void fewerContainersMeansThatTheHighestNumbersGoAndMoreFillTheGaps() {
    String three = "services: {web: {image: b, scale: 3}}\n";
    String two = "services: {web: {image: b, scale: 2}}\n";

    assertThat(plan(Scene.up(three), two)).containsExactly("0: Container shop-web-3 remove");

    Scene gap = Scene.up(three);
    gap.containers.remove(1);
    assertThat(plan(gap, three))
        .containsExactly("0: Container shop-web-2 create", "1: Container shop-web-2 start <- 0");
  }

  @Test
  void severalContainersAreReplacedOneAfterAnother() {
    String before = "services: {web: {image: b, deploy: {replicas: 3}}}\n";
    String after = "services: {web: {image: b, init: true, deploy: {replicas: 3}}}\n";

    assertThat(plan(Scene.up(before), after))
        .containsExactly(
            "0: Container shop-web-1 replace",
            "1: Container shop-web-2 replace <- 0",
            "2: Container shop-web-3 replace <- 1");
  }

  @Test
  void anUpdateSaysHowManyAreReplacedAtOnce() {
    String before = "services: {web: {image: b, deploy: {replicas: 3}}}\n";
    String after =
        "services: {web: {image: b, init: true, deploy: {replicas: 3, update_config: {parallelism: 2}}}}\n";

    assertThat(plan(Scene.up(before), after))
        .containsExactly(
            "0: Container shop-web-1 replace",
            "1: Container shop-web-2 replace",
            "2: Container shop-web-3 replace <- 0,1");
  }

  @Test
  void aContainerThatAKilledCallHalfMadeGoesAndItsOriginalIsMadeAnew() {
    Scene scene = Scene.up(TWO);
    ContainerState api = scene.containers.get(1);
    ContainerState half =
        Scene.withLabels(
            Scene.with(api, "new", "id-shop-api-_shop-api-1", ContainerStatus.CREATED),
            Map.of(Labels.REPLACE, api.id()));
    scene.containers.add(half);

    assertThat(plan(scene, TWO + "    init: true\n"))
        .containsExactly(
            "0: Container id-shop-api-_shop-api-1 remove",
            "1: Container shop-api-1 recreate <- 0",
            "2: Container shop-api-1 start <- 1");
  }

  @Test
  void aNewContainerWhoseOriginalIsGoneGetsItsNameAndStarts() {
    Scene scene = Scene.up(TWO);
    ContainerState api = scene.containers.removeLast();
    scene.containers.add(
        Scene.withLabels(
            Scene.with(api, "new", "old_shop-api-1", ContainerStatus.CREATED),
            Map.of(Labels.REPLACE, "old")));

    assertThat(plan(scene, TWO))
        .containsExactly(
            "0: Container old_shop-api-1 rename to shop-api-1",
            "1: Container shop-api-1 start <- 0");
  }

  @Test
  void whatWantsToRestartWithItsDependencyIsStoppedBeforeAndStartedAfter() {
    String before =
        """
        services:
          db: {image: b}
          api:
            image: b
            depends_on: {db: {condition: service_started, restart: true}}
        """;

    assertThat(
            plan(Scene.up(before), before.replace("db: {image: b}", "db: {image: b, tty: true}")))
        .containsExactly(
            "0: Container shop-api-1 stop",
            "1: Container shop-db-1 recreate <- 0",
            "2: Container shop-db-1 start <- 1",
            "3: Container shop-api-1 start <- 0,2");
  }

  @Test
  void whatSharesANamespaceIsMadeAnewWithIt() {
    String before =
        """
        services:
          app: {image: b}
          side: {image: b, network_mode: "service:app"}
        """;
    Plan plan =
        Scene.up(before)
            .plan(before.replace("app: {image: b}", "app: {image: b, tty: true}"), UpRequest.ALL);

    assertThat(Scene.up(before).plan(before, UpRequest.ALL).isEmpty()).isTrue();
    assertThat(Scene.steps(plan))
        .containsExactly(
            "0: Container shop-side-1 stop",
            "1: Container shop-app-1 recreate <- 0",
            "2: Container shop-app-1 start <- 1",
            "3: Container shop-side-1 recreate <- 1,2",
            "4: Container shop-side-1 start <- 2,3");
  }

  @Test
  void containersOfNoServiceAreWarnedOfOrRemoved() {
    Scene scene = Scene.up(TWO + "  old: {image: b}\n");

    Plan warned = scene.plan(TWO, UpRequest.ALL);
    assertThat(warned.isEmpty()).isTrue();
    assertThat(warned.warnings())
        .singleElement()
        .asString()
        .startsWith("Found orphan containers (shop-old-1)");
    assertThat(Scene.steps(scene.plan(TWO, UpRequest.ALL.withoutOrphans())))
        .containsExactly("0: Container shop-old-1 remove");
  }

  @Test
  void aChangedNetworkIsMadeAnewWithItsContainers() {
    String before = "services: {web: {image: b}}\n";
    String after = before + "networks: {default: {internal: true}}\n";

    assertThat(plan(Scene.up(before), after))
        .containsExactly(
            "0: Network shop_default recreate",
            "1: Container shop-web-1 recreate <- 0",
            "2: Container shop-web-1 start <- 1");
  }

  @Test
  void aChangedVolumeIsMadeAnewOnlyWhenThatIsChosen() {
    String before =
        "services: {web: {image: b, volumes: ['data:/v']}}\nvolumes: {data: {labels: {a: b}}}\n";
    String after = before.replace("a: b", "a: c");

    assertThat(plan(Scene.up(before), after)).isEmpty();
    assertThat(
            Scene.steps(
                Scene.up(before).plan(after, UpRequest.ALL, Scene.IMAGE_ID, volume -> true)))
        .containsExactly(
            "0: Volume shop_data recreate",
            "1: Container shop-web-1 create <- 0",
            "2: Container shop-web-1 start <- 1");
  }

  @Test
  void stoppedContainersAreStartedAndPausedOnesGoOn() {
    Scene scene = Scene.up(TWO);
    ContainerState api = scene.containers.removeLast();
    scene.containers.add(Scene.with(api, api.id(), api.name(), ContainerStatus.EXITED));
    assertThat(plan(scene, TWO)).containsExactly("0: Container shop-api-1 start");

    scene.containers.removeLast();
    scene.containers.add(Scene.with(api, api.id(), api.name(), ContainerStatus.PAUSED));
    assertThat(plan(scene, TWO)).containsExactly("0: Container shop-api-1 unpause");
  }

  @Test
  void namedServicesBringWhatTheyDependOnUnlessThatIsNotWanted() {
    String three = TWO + "  other: {image: b}\n";
    UpRequest api = UpRequest.ALL.withServices(List.of("api"));

    assertThat(Scene.steps(new Scene().plan(three, api))).noneMatch(each -> each.contains("other"));
    assertThat(Scene.steps(new Scene().plan(three, api.withoutDependencies())))
        .containsExactly(
            "0: Network shop_default create",
            "1: Container shop-api-1 create <- 0",
            "2: Container shop-api-1 start <- 1");
  }

  @Test
  void whatIsMadeElsewhereHasToBeThere() {
    assertThatThrownBy(() ->
            plan(
                new Scene(),
                "services: {web: {image: b, networks: [n]}}\nnetworks: {n: {external: true}}\n"))
        .isInstanceOf(DrydockException.class)
        .hasMessage("network n declared as external, but could not be found");
    assertThatThrownBy(() -> new Scene().plan(TWO, UpRequest.ALL.withServices(List.of("nope"))))
        .hasMessage("no such service: nope");
  }
}
