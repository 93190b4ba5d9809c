package io.drydock.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How images are written down: their layers' compression, their types, their files' times. */
class ImageFormTest {
  private static final int FOOTER = 51;

  @TempDir Path folder;
  private BuildFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new BuildFixture(folder);
    byte[] noise = new byte[9 << 20];
    new Random(7).nextBytes(noise);
    Files.write(fixture.context.resolve("big"), noise);
    fixture.file("small", "small\n").file("empty", "");
  }

  private void form(LayerForm.Kind kind, int level, boolean ociTypes, boolean rewritten) {
    fixture.outputs.clear();
    var form =
        new ImageForm(new LayerForm(kind, level, false), ociTypes, rewritten, true, List.of());
    fixture.outputs.add(new Output.Image(List.of(), form, Output.Places.STORE));
  }

  private ImageManifest manifest(BuildResult result) {
    return ImageManifest.parse(
        fixture.store.blobs().read(result.images().getFirst().manifest().digest()));
  }

  /** Each file of an eStargz can be read from where the table says, without what is before it. */
  @Test
  void writesEstargzWhoseFilesCanBeFetchedAlone() throws IOException {
    form(LayerForm.Kind.ESTARGZ, -1, true, false);
    BuildResult result = fixture.build("FROM scratch\nCOPY . /d/\n");
    Descriptor layer = manifest(result).layers().getFirst();
    byte[] blob = Files.readAllBytes(fixture.store.blobs().path(layer.digest()));
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes();
    assertThat(Digest.of(tar)).isEqualTo(result.images().getFirst().config().diffIds().getFirst());
    assertThat(layer.annotations())
        .containsEntry("io.containers.estargz.uncompressed-size", "" + tar.length);

    String place = new String(blob, blob.length - FOOTER + 16, 22, StandardCharsets.US_ASCII);
    assertThat(place).endsWith("STARGZ");
    byte[] toc = readToc(blob, Integer.parseInt(place.substring(0, 16), 16));
    assertThat(Digest.of(toc))
        .hasToString(layer.annotations().get("containerd.io/snapshot/stargz/toc.digest"));

    var names = new ArrayList<String>();
    for (JsonElement each : Json.object(toc, "toc").getAsJsonArray("entries")) {
      JsonObject entry = each.getAsJsonObject();
      names.add(entry.get("type").getAsString() + " " + entry.get("name").getAsString());
      if (entry.has("chunkDigest")) {
        int offset = entry.get("offset").getAsInt();
        int size =
            entry.has("chunkSize")
                ? entry.get("chunkSize").getAsInt()
                : entry.get("size").getAsInt();
        var from = new ByteArrayInputStream(blob, offset, blob.length - offset);
        byte[] content = new GZIPInputStream(from).readNBytes(size);
        assertThat(Digest.of(content)).hasToString(entry.get("chunkDigest").getAsString());
      }
    }
    assertThat(names)
        .containsExactly(
            "reg .no.prefetch.landmark",
            "dir d/",
            "reg d/big",
            "chunk d/big",
            "chunk d/big",
            "reg d/empty",
            "reg d/small");
    assertThat(fixture.read(result, "d/small")).isEqualTo("small\n");
  }

  private static byte[] readToc(byte[] blob, int offset) throws IOException {
    var from = new ByteArrayInputStream(blob, offset, blob.length - offset);
    var reader = new TarReader(new GZIPInputStream(from), "table");
    assertThat(reader.next().orElseThrow().entry().path()).isEqualTo("stargz.index.json");
    return reader.content().readAllBytes();
  }

  @Test
  void writesDockersTypesWhenAskedTo() {
    form(LayerForm.Kind.GZIP, -1, false, false);
    ImageManifest manifest = manifest(fixture.build("FROM scratch\nCOPY small /\n"));
    assertThat(manifest.mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(manifest.config().mediaType()).isEqualTo(MediaTypes.DOCKER_CONFIG);
    assertThat(manifest.layers().getFirst().mediaType()).isEqualTo(MediaTypes.DOCKER_LAYER_GZIP);
  }

  /** A level of its own gives bytes of its own, the same each time. */
  @Test
  void compressesWithTheLevelThatIsAskedFor() {
    fixture.ignored.add("big");
    String dockerfile = "FROM scratch\nCOPY . /\n";
    var digests = new ArrayList<Digest>();
    for (int level : Arrays.asList(1, 9, 1)) {
      form(LayerForm.Kind.ZSTD, level, true, false);
      digests.add(manifest(fixture.build(dockerfile)).layers().getFirst().digest());
    }
    assertThat(digests.get(0)).isEqualTo(digests.get(2)).isNotEqualTo(digests.get(1));
  }

  /** Files of steps that were cached are set back as well; older ones keep their time. */
  @Test
  void setsTimesBackToTheEpoch() throws IOException {
    Assumptions.assumeTrue(BuildFixture.canRun(), "RUN needs root and busybox-static");
    String dockerfile =
        fixture.busybox() + "RUN touch /young && touch -d @1000 /old && ln /young /link\n";
    fixture.build(dockerfile);
    form(LayerForm.Kind.AS_IT_IS, -1, true, true);
    BuildResult result = fixture.build("ARG SOURCE_DATE_EPOCH=1600000000\n" + dockerfile);
    assertThat(fixture.done()).isEmpty();
    FileTree files = fixture.files(result);
    Instant epoch = Instant.ofEpochSecond(1_600_000_000);
    assertThat(files.find("young").map(Entry::modified)).contains(epoch);
    assertThat(files.find("link").map(Entry::modified)).contains(epoch);
    assertThat(files.find("old").map(Entry::modified)).contains(Instant.ofEpochSecond(1000));
    assertThat(result.images().getFirst().config().created()).contains(epoch);
    assertThat(result.images().getFirst().config().history())
        .allSatisfy(each -> assertThat(each.created()).contains(epoch));
  }
}
