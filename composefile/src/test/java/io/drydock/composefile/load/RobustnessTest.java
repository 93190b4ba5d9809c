package io.drydock.composefile.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.composefile.Compose;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlWriter;
import io.drydock.core.DrydockException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever stands in a file, it is a project, or the error says where it is none. */
class RobustnessTest {
  private static final Path FOLDER = Path.of("/nowhere/shop");

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void loadsOrSaysWhere(@ForAll("files") YamlMapping file, @ForAll boolean validated) {
    String text = YamlWriter.write(file);
    LoadOptions all = LoadOptions.DEFAULT;
    var options =
        new LoadOptions(
            true, validated, true, true, true, true, false, all.profiles(), List.of(), false);
    try {
      assertThat(Compose.load(request(text, options)).name()).isEqualTo("shop");
    } catch (DrydockException e) {
      assertThat(e.location()).as(e.getMessage() + "\n" + text).isPresent();
    }
  }

  private static ComposeRequest request(String text, LoadOptions options) {
    return new ComposeRequest(
        List.of(ComposeFile.of("compose.yaml", text)),
        FOLDER.toString(),
        FOLDER,
        new LinkedHashMap<>(),
        "shop",
        true,
        options);
  }

  /** Files with the right keys, and values of any form under them. */
  @Provide
  Arbitrary<YamlMapping> files() {
    Arbitrary<Map<String, Object>> service =
        Arbitraries.maps(Arbitraries.of(SERVICE_KEYS), values()).ofMaxSize(5);
    Arbitrary<Object> services =
        service.map(keys -> {
          var all = new LinkedHashMap<String, Object>(keys);
          all.putIfAbsent("image", "app");
          return Map.of("web", all);
        });
    Arbitrary<Map<String, Object>> rest =
        Arbitraries.maps(Arbitraries.of(TOP_KEYS), values()).ofMaxSize(2);
    return services.flatMap(each ->
        rest.map(others -> {
          var file = new LinkedHashMap<String, Object>(others);
          file.putIfAbsent("services", each);
          return (YamlMapping) YamlNode.fromJava(file, YamlNode.NOWHERE);
        }));
  }

  private static Arbitrary<Object> values() {
    Arbitrary<Object> plain = Arbitraries.of(PLAIN);
    return Arbitraries.lazyOf(
        () -> plain,
        () -> plain,
        () -> plain.list().ofMaxSize(3).map(each -> each),
        () ->
            Arbitraries.maps(Arbitraries.of(INNER_KEYS), plain)
                .ofMaxSize(3)
                .map(each -> (Object) each),
        () ->
            Arbitraries.maps(Arbitraries.of(INNER_KEYS), plain)
                .ofMaxSize(3)
                .list()
                .ofMaxSize(2)
                .map(each -> (Object) each),
        () ->
            Arbitraries.maps(
                    Arbitraries.of(INNER_KEYS),
                    Arbitraries.maps(Arbitraries.of(INNER_KEYS), plain).ofMaxSize(3))
                .ofMaxSize(2)
                .map(each -> (Object) each));
  }

  private static final List<Object> PLAIN =
      List.of(
          "",
          "web",
          "a:b",
          "a=b",
          "80",
          "1-3:4-5",
          "./x:/y",
          "service:web",
          "1m",
          "5s",
          "${A",
          "$$",
          "${B:-c}",
          0,
          -1,
          1.5,
          true,
          99999999999L,
          "all",
          "'",
          "~",
          "none.yaml");

  private static final List<String> TOP_KEYS =
      List.of(
          "services",
          "networks",
          "volumes",
          "secrets",
          "configs",
          "models",
          "name",
          "include",
          "x-a");

  private static final List<String> INNER_KEYS =
      List.of(
          "web",
          "source",
          "target",
          "type",
          "path",
          "action",
          "context",
          "ssh",
          "args",
          "test",
          "interval",
          "condition",
          "required",
          "external",
          "name",
          "file",
          "service",
          "soft",
          "hard",
          "published",
          "resources",
          "watch",
          "limits",
          "labels",
          "driver_opts",
          "ipam",
          "config",
          "bind",
          "tmpfs",
          "mode",
          "command",
          "weight",
          "rate",
          "count",
          "aliases",
          "x-b");

  private static final List<String> SERVICE_KEYS =
      List.of(
          "build",
          "command",
          "entrypoint",
          "depends_on",
          "deploy",
          "develop",
          "devices",
          "dns",
          "env_file",
          "environment",
          "extends",
          "expose",
          "extra_hosts",
          "gpus",
          "healthcheck",
          "labels",
          "label_file",
          "links",
          "logging",
          "mem_limit",
          "models",
          "network_mode",
          "networks",
          "ports",
          "post_start",
          "pre_start",
          "profiles",
          "provider",
          "scale",
          "secrets",
          "configs",
          "stop_grace_period",
          "sysctls",
          "tmpfs",
          "ulimits",
          "volumes",
          "volumes_from",
          "blkio_config",
          "cpus",
          "image",
          "container_name",
          "init",
          "ipc",
          "storage_opt");
}
