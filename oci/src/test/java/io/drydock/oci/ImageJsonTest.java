package io.drydock.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.oci.validate.Document;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents come out of their JSON as they went in, and their bytes are always the same. */
class ImageJsonTest {
  private static final Digest DIGEST = Digest.of(new byte[] {1});

  @Property(tries = 200)
  void configs(@ForAll("configs") ImageConfig config) {
    byte[] bytes = config.toBytes();
    assertThat(ImageConfig.parse(bytes)).isEqualTo(config);
    assertThat(ImageConfig.parse(bytes).toBytes()).isEqualTo(bytes);
    assertThat(Document.CONFIG.faults(bytes)).isEmpty();
  }

  @Property(tries = 200)
  void manifests(@ForAll("manifests") ImageManifest manifest) {
    byte[] bytes = manifest.toBytes();
    assertThat(ImageManifest.parse(bytes)).isEqualTo(manifest);
    assertThat(ImageManifest.parse(bytes).toBytes()).isEqualTo(bytes);
    assertThat(Document.MANIFEST.faults(bytes)).isEmpty();
  }

  @Property(tries = 200)
  void indexes(@ForAll("descriptors") Descriptor one, @ForAll("descriptors") Descriptor two) {
    var index =
        new ImageIndex(
            MediaTypes.OCI_INDEX, "a/b", List.of(one, two), Optional.of(two), Map.of("k", "v"));
    byte[] bytes = index.toBytes();
    assertThat(ImageIndex.parse(bytes)).isEqualTo(index);
    assertThat(Document.INDEX.faults(bytes)).isEmpty();
  }

  @Provide
  Arbitrary<ImageManifest> manifests() {
    return Combinators.combine(descriptors(), descriptors().list().ofMinSize(1).ofMaxSize(4))
        .as((config, layers) -> new ImageManifest(config, layers, Map.of("ä", "ö\u2028")));
  }

  @Provide
  Arbitrary<Descriptor> descriptors() {
    Arbitrary<Platform> platforms =
        Arbitraries.of(
            new Platform("linux", "amd64", ""),
            new Platform("linux", "arm", "v7"),
            new Platform("windows", "amd64", "", "10.0", List.of("win32k")));
    return Combinators.combine(
            Arbitraries.of(
                MediaTypes.OCI_LAYER_GZIP, MediaTypes.DOCKER_LAYER, MediaTypes.OCI_EMPTY),
            Arbitraries.longs().greaterOrEqual(0),
            platforms.optional(),
            Arbitraries.of("", "application/vnd.x"),
            Arbitraries.maps(texts(), texts()).ofMaxSize(2))
        .as((type, size, platform, artifact, annotations) ->
            new Descriptor(
                type, DIGEST, size, List.of("https://x/y"), annotations, platform, artifact));
  }

  @Provide
  Arbitrary<ImageConfig> configs() {
    return Combinators.combine(
            containers(), times().optional(), texts(), history().list().ofMaxSize(3))
        .as((container, created, author, history) ->
            new ImageConfig(
                Platform.of("linux", "arm", ""),
                created,
                author,
                container,
                List.of(DIGEST),
                history));
  }

  private static Arbitrary<ImageConfig.History> history() {
    return Combinators.combine(times().optional(), texts(), Arbitraries.of(true, false))
        .as((created, by, empty) -> new ImageConfig.History(created, by, "", "c", empty));
  }

  private static Arbitrary<ContainerConfig> containers() {
    Arbitrary<List<String>> lists = texts().list().ofMaxSize(3);
    return Combinators.combine(
            lists,
            lists.optional(),
            lists.optional(),
            Arbitraries.maps(texts(), texts()).ofMaxSize(3),
            texts())
        .as((list, entrypoint, cmd, labels, text) ->
            new ContainerConfig(
                text,
                new LinkedHashSet<>(List.of("80/tcp")),
                list.stream().map(each -> "N=" + each).toList(),
                entrypoint,
                cmd,
                new LinkedHashSet<>(list),
                text,
                new LinkedHashMap<>(labels),
                text,
                Optional.of(new ContainerConfig.Healthcheck(list, 1, 2, 0, 0, 3)),
                list,
                list));
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, 253402300799L)
        .flatMap(seconds ->
            Arbitraries.of(0, 1, 120, 56_000_000, 999_999_990)
                .map(nanos -> Instant.ofEpochSecond(seconds, nanos)));
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of("", "a", "b c", "ä", "\"\\\n\t", "<&>", "😀", "\u2028");
  }

  @ParameterizedTest
  @CsvSource({
    "2015-10-31T22:22:56.015925234Z, 2015-10-31T22:22:56.015925234Z",
    "2015-10-31T22:22:56.500Z, 2015-10-31T22:22:56.5Z",
    "2015-10-31T22:22:56+02:00, 2015-10-31T20:22:56Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
  })
  void writesTimesAsGoDoes(String read, String written) {
    assertThat(Timestamps.format(Timestamps.parse(read))).isEqualTo(written);
  }

  @Test
  void tellsAnAbsentListFromAnEmptyOne() {
    assertThat(container("{}").cmd()).isEmpty();
    assertThat(container("{\"Cmd\": null}").cmd()).isEmpty();
    assertThat(container("{\"Cmd\": []}").cmd()).contains(List.of());
  }

  private static ContainerConfig container(String json) {
    String whole = "{\"config\": " + json + ", \"os\": \"linux\"}";
    return ImageConfig.parse(whole.getBytes(StandardCharsets.UTF_8)).config();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"config\": 1}",
        "{\"config\": {\"Env\": [null]}}",
        "{\"config\": {\"Labels\": {\"a\": {}}}}",
        "{\"config\": {\"Healthcheck\": {\"Interval\": \"x\"}}}",
        "{\"created\": \"yesterday\"}",
        "{\"history\": [1]}",
        "{\"rootfs\": {\"diff_ids\": [\"x\"]}}",
        "{} {}",
      })
  void refusesBrokenConfigsWithOneKindOfError(String json) {
    assertThatThrownBy(() -> ImageConfig.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(DrydockException.class);
  }
}
