package io.drydock.composefile.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.composefile.Compose;
import io.drydock.composefile.canonical.CanonicalForm;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What {@code config} prints is a Compose file of which {@code config} prints the same. */
class FixedPointTest {
  private static final Path FOLDER = Path.of("/projects/shop");

  @Property(tries = 150, shrinking = ShrinkingMode.BOUNDED)
  void theCanonicalFormOfTheCanonicalFormIsItself(@ForAll("projects") YamlMapping file) {
    Project project = load(YamlWriter.write(file));

    Project again = load(yaml(project));

    assertThat(yaml(again)).isEqualTo(yaml(project));
    assertThat(again.definition()).isEqualTo(project.definition());
  }

  @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
  void jsonDescribesTheSameProject(@ForAll("projects") YamlMapping file) {
    Project project = load(YamlWriter.write(file));

    Project again = load(json(project));

    assertThat(json(again)).isEqualTo(json(project));
  }

  private static String yaml(Project project) {
    return YamlWriter.write(project.definition()).replace("$", "$$");
  }

  private static String json(Project project) {
    return CanonicalForm.projectJson(project.definition()).toString().replace("$", "$$");
  }

  private static Project load(String text) {
    return Compose.load(
        new ComposeRequest(
            List.of(ComposeFile.of("compose.yaml", text)),
            FOLDER.toString(),
            FOLDER,
            new LinkedHashMap<>(Map.of("FROM_OUTSIDE", "yes $x")),
            "shop",
            true,
            LoadOptions.DEFAULT));
  }

  @Provide
  Arbitrary<YamlMapping> projects() {
    Arbitrary<Map<String, Object>> services =
        Combinators.combine(service(), service(), service())
            .as((web, api, db) -> {
              web.put("depends_on", List.of("api"));
              return Map.of("web", web, "api", api, "db-1", db);
            });
    return services.map(all ->
        (YamlMapping)
            YamlNode.fromJava(
                Map.of(
                    "services",
                    all,
                    "networks",
                    Map.of("front", Map.of("internal", "true"), "back", Map.of()),
                    "volumes",
                    Map.of("data", Map.of("labels", List.of("a=b")), "1.5", Map.of()),
                    "secrets",
                    Map.of("token", Map.of("environment", "FROM_OUTSIDE"))),
                YamlNode.NOWHERE));
  }

  private static Arbitrary<Map<String, Object>> service() {
    return Arbitraries.maps(Arbitraries.of(VALUES.keySet()), Arbitraries.integers().between(0, 9))
        .ofMaxSize(12)
        .map(FixedPointTest::service);
  }

  private static Map<String, Object> service(Map<String, Integer> choices) {
    var service = new LinkedHashMap<String, Object>();
    service.put("image", "app");
    choices.forEach((key, choice) -> {
      List<Object> values = VALUES.getOrDefault(key, List.of(""));
      service.put(key, values.get(choice % values.size()));
    });
    if (service.containsKey("network_mode")) {
      service.remove("networks");
    }
    return service;
  }

  /** Ways to write the values of keys. */
  private static final Map<String, List<Object>> VALUES =
      Map.ofEntries(
          Map.entry("command", List.of("sh -c 'a $$b'", List.of("a b", "yes", "1"), List.of())),
          Map.entry("entrypoint", List.of("", "x y", List.of("~"))),
          Map.entry(
              "ports",
              List.of(
                  List.of("80", "8000-8002:90-92/udp", 5000),
                  List.of("127.0.0.1:8080:80", Map.of("target", 53, "protocol", "udp")),
                  List.of("[::1]:8000-8010:80"))),
          Map.entry(
              "environment",
              List.of(
                  List.of("A=b=c", "FROM_OUTSIDE", "NOWHERE"),
                  Map.of("N", 1.50, "B", true, "E", "", "D", "$$x ${NO:-y}"))),
          Map.entry("labels", List.of(List.of("a", "b.c=d"), Map.of("x", 1, "off", "on"))),
          Map.entry(
              "volumes",
              List.of(
                  List.of("./a:/b:ro,z", "data:/d", "/anonymous"),
                  List.of(Map.of("type", "tmpfs", "target", "/t/", "tmpfs", Map.of("size", "1m"))),
                  List.of(Map.of("type", "bind", "source", "../x", "target", "/y")))),
          Map.entry("tmpfs", List.of("/run", List.of("/run", "/tmp:size=1m"))),
          Map.entry(
              "healthcheck",
              List.of(
                  Map.of("test", "curl x", "interval", "90s"),
                  Map.of("disable", true),
                  Map.of("test", List.of("CMD", "x"), "retries", 0, "timeout", "0s"))),
          Map.entry("networks", List.of(List.of("front", "back"), Map.of("front", Map.of()))),
          Map.entry("network_mode", List.of("host", "none")),
          Map.entry(
              "ulimits", List.of(Map.of("nofile", 10, "nproc", Map.of("soft", 1, "hard", -1)))),
          Map.entry("mem_limit", List.of("512m", 1024, "1.5g")),
          Map.entry("cpus", List.of(0.1, "2", 1e-4)),
          Map.entry("stop_grace_period", List.of("90s", "1m30s", "500ms")),
          Map.entry("extra_hosts", List.of(List.of("a:1.2.3.4", "b=::1"), Map.of("c", "1.1.1.1"))),
          Map.entry("devices", List.of(List.of("/dev/a:/dev/b", "/dev/null:/dev/null:r"))),
          Map.entry(
              "secrets",
              List.of(List.of("token"), List.of(Map.of("source", "token", "mode", "0400")))),
          Map.entry(
              "build",
              List.of(
                  ".",
                  Map.of(
                      "context",
                      "./x",
                      "args",
                      List.of("A", "B=1"),
                      "ssh",
                      List.of("default", "k=v")),
                  Map.of("dockerfile_inline", "FROM scratch\nRUN a\n\n", "no_cache_filter", "a"))),
          Map.entry(
              "deploy",
              List.of(
                  Map.of(),
                  Map.of("resources", Map.of("limits", Map.of("pids", 5))),
                  Map.of("placement", Map.of(), "labels", List.of("a=1")))),
          Map.entry("init", List.of(true, "false")),
          Map.entry("x-note", List.of(Map.of("b", List.of(1, "1", 2.0), "a", "no"), "text")));
}
