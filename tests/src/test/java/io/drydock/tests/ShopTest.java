package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop of the examples, as a team would run it: from nothing to five healthy services by one
 * command, used through a browser, and changed under load without a failed request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShopTest {
  private static final List<String> SERVICES = List.of("api", "cache", "db", "web", "worker");

  /** From an empty store: the bases of five images are composed, npm and javac run. */
  private static final int PATIENCE_MINUTES = 15;

  private TestEngine engine;
  private Path shop;
  private Path folder;
  private int port;

  @BeforeAll
  void startEngine(@TempDir Path temporary) throws Exception {
    folder = temporary;
    engine = TestEngine.start(folder);
    shop = folder.resolve("shop");
    Commands.run(
        List.of("cp", "-r", Drydock.home().resolve("examples/shop").toString(), shop.toString()));
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  @AfterAll
  void stopEngine() throws Exception {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  @Order(1)
  void oneCommandBringsAllServicesUpHealthy() throws Exception {
    compose(1, "up", "-d", "--wait");
    for (String service : SERVICES) {
      assertThat(compose(1, "ps", "--format", "{{.Health}}", service)).isEqualTo("healthy\n");
    }
  }

  @Test
  @Order(2)
  void aBrowserPlacesAnOrderAndSeesItShipped(@TempDir Path profile) throws Exception {
    try (Browser browser = Browser.start(profile)) {
      browser.open("http://127.0.0.1:" + port + "/");
      browser.awaitText("The Dock Shop");
      Eventually.await(
          () -> !browser.evaluate("document.querySelectorAll('option').length").equals("0"));
      browser.type("input[name=quantity]", "7");
      browser.click("button");
      browser.awaitText("Order 1 placed");
      Eventually.await(() ->
          browser
              .evaluate("document.querySelector('#orders').innerText")
              .matches("1\t.*\t7\tshipped"));
    }
  }

  @Test
  @Order(3)
  void aChangedApiReplacesTwoReplicasWithoutAFailedRequest() throws Exception {
    compose(2, "up", "-d", "--wait");
    String before = compose(2, "ps", "-q", "api");
    assertThat(before.lines()).hasSize(2);
    Path source = shop.resolve("api/src/server.ts");
    Files.writeString(
        source, Files.readString(source).replace("status: \"ok\"", "status: \"changed\""));
    URI products = URI.create("http://127.0.0.1:" + port + "/api/products");
    var load = new Load(products, 4);
    try (load) {
      compose(2, "up", "-d", "--build", "--wait");
    }
    assertThat(load.failures()).isEmpty();
    assertThat(load.sent()).isGreaterThan(100);
    assertThat(compose(2, "ps", "-q", "api").lines())
        .hasSize(2)
        .doesNotContainAnyElementsOf(before.lines().toList());
    assertThat(compose(2, "exec", "api", "/usr/bin/node", "-e", HEALTH)).isEqualTo("changed\n");
  }

  private static final String HEALTH =
      "fetch('http://127.0.0.1:3000/health').then(a => a.json()).then(a => console.log(a.status))";

  @Test
  @Order(4)
  void downLeavesNothing() throws Exception {
    compose(1, "down", "-v");
    assertThat(engine.run("ps", "-aq").out()).isEmpty();
    assertThat(engine.run("volume", "ls", "-q").out()).isEmpty();
    assertThat(engine.run("network", "ls", "--filter", "type=custom", "-q").out()).isEmpty();
  }

  /** What a command of Compose prints, with that many replicas of the API; it has to succeed. */
  private String compose(int replicas, String... words) throws IOException, InterruptedException {
    String[] all = new String[words.length + 3];
    all[0] = "compose";
    all[1] = "-f";
    all[2] = shop.resolve("compose.yaml").toString();
    System.arraycopy(words, 0, all, 3, words.length);
    Map<String, String> environment = new HashMap<>(engine.environment());
    environment.put("SHOP_PORT", Integer.toString(port));
    environment.put("SHOP_API_REPLICAS", Integer.toString(replicas));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = engine.drydock().start(Path.of("/"), out, err, environment, all);
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    String said = Files.readString(out);
    assertThat(process.waitFor())
        .as(String.join(" ", words) + "\n" + said + Files.readString(err))
        .isZero();
    return said;
  }
}
