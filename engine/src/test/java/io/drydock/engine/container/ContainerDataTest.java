package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.container.ContainerSpec;
import io.drydock.container.Storage;
import io.drydock.engine.files.Archives;
import io.drydock.engine.files.CopyOptions;
import io.drydock.engine.volume.VolumeFilter;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.layer.TarReader;
import io.drydock.oci.tree.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real containers have mounted, and what is copied in and out of them. */
@Timeout(60)
class ContainerDataTest {
  private EngineBox box;

  @BeforeEach
  void open(@TempDir Path directory) throws Exception {
    box = EngineBox.open(directory);
  }

  @AfterEach
  void close() {
    if (box != null) {
      box.close();
    }
  }

  private static ContainerSpec with(String script, List<String> binds, Map<String, String> tmpfs) {
    ContainerSpec spec = EngineBox.shell(script);
    var storage =
        new Storage(
            binds,
            List.of(),
            new LinkedHashMap<>(tmpfs),
            List.of(),
            "",
            false,
            new LinkedHashMap<>());
    return spec.withHost(spec.host().withStorage(storage));
  }

  private void put(String id, String path, String name, String content) throws IOException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var archive = new ByteArrayOutputStream();
    try (var writer = LayerWriter.ofFiles(archive)) {
      writer.add(
          Entry.file(name, 0644, bytes.length, Instant.EPOCH), new ByteArrayInputStream(bytes));
      writer.finish();
    }
    archives()
        .put(
            box.containers().view(id),
            path,
            new CopyOptions(true, false),
            new ByteArrayInputStream(archive.toByteArray()));
  }

  private String get(String id, String path) throws IOException {
    var out = new ByteArrayOutputStream();
    archives().get(box.containers().view(id), path, stat -> {}, out);
    try (var reader = new TarReader(new ByteArrayInputStream(out.toByteArray()), "archive")) {
      assertThat(reader.next()).isPresent();
      return new String(reader.content().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Archives archives() {
    return box.engine().archives();
  }

  @Test
  void copiesReachVolumesAndMemoryOfARunningContainer() throws Exception {
    String id =
        box.start(
            with(
                "echo mine >/data/own; echo fast >/mem/own;"
                    + " while [ ! -e /mem/end ]; do sleep 0.05; done; cat /data/in /mem/in",
                List.of("vol:/data"),
                Map.of("/mem", "size=1m")));
    put(id, "/data", "in", "to the volume\n");
    put(id, "/mem", "in", "to memory\n");
    assertThat(get(id, "/mem/in")).isEqualTo("to memory\n");
    put(id, "/mem", "end", "");
    assertThat(box.await(id)).isZero();
    assertThat(box.log(id)).contains("to the volume\n").contains("to memory\n");
    assertThat(get(id, "/data/own")).isEqualTo("mine\n");
    assertThatThrownBy(() -> get(id, "/mem/own")).hasMessageContaining("Could not find the file");
  }

  @Test
  void aVolumeOutlivesItsContainersAndMemoryDoesNot() throws Exception {
    String first =
        box.start(with("echo kept >/data/file", List.of("vol:/data"), Map.of("/mem", "")));
    assertThat(box.await(first)).isZero();
    box.containers().remove(first, false, true);
    assertThatThrownBy(
            () -> {
              box.create(with("true", List.of("vol:/data:ro"), Map.of()));
              box.engine().volumes().remove("vol", false);
            })
        .hasMessageStartingWith("remove vol: volume is in use - [");
    String second =
        box.start(with("cat /data/file; touch /data/no", List.of("vol:/data:ro", "/x"), Map.of()));
    assertThat(box.await(second)).isNotZero();
    assertThat(box.log(second)).contains("kept").contains("Read-only file system");
    assertThat(box.engine().volumes().list(VolumeFilter.ALL)).hasSize(2);
    box.containers().remove(second, false, true);
    assertThat(box.engine().volumes().list(VolumeFilter.ALL)).hasSize(1);
  }

  @Test
  void aRunningContainersChangesAreItsOwnAlone() throws Exception {
    String id =
        box.start(
            with(
                "touch /root/new; while true; do sleep 1; done", List.of("vol:/root/v"), Map.of()));
    for (int i = 0; i < 100 && box.engine().files().changes(id).size() < 3; i++) {
      Thread.sleep(50);
    }
    assertThat(box.engine().files().changes(id))
        .extracting(each -> each.kind().letter() + " " + each.path())
        .containsExactly("C /root", "A /root/new", "A /root/v");
    box.reopen();
    put(id, "/root/v", "after", "the engine came back");
    assertThat(get(id, "/root/v/after")).isEqualTo("the engine came back");
    box.containers().stop(id, OptionalInt.of(0), "");
    assertThat(get(id, "/root/v/after")).isEqualTo("the engine came back");
  }
}
