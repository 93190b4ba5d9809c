package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a full disk work fails with a message that says so, and leaves nothing half-made. */
class FullDiskTest {
  private static final int SIZE = 4 << 20;

  @TempDir Path directory;
  private Path mount;

  @BeforeEach
  void mount() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
    mount = Files.createDirectory(directory.resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", mount.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    if (mount != null) {
      run("umount", mount.toString());
    }
  }

  @Test
  void blobsAndLayersFailWhole() throws IOException {
    try (Store store = Store.open(mount.resolve("store"))) {
      Layers.Id small = TestImages.layer(store, Map.of("f", "x"));
      assertExhausted(() -> writeBlob(store));
      assertExhausted(() -> large(store, 2 * SIZE));
      assertExhausted(() -> store.blobs().put(new byte[2 * SIZE]));
      Digest expected = Digest.of(new byte[2 * SIZE]);
      assertExhausted(() -> {
        try (Blobs.Writer writer = store.blobs().resume(expected)) {
          writer.write(new byte[2 * SIZE]);
          writer.commit(expected, 2L * SIZE);
        }
      });
      assertThat(store.collector().check(false)).isEmpty();
      assertThat(Disk.list(store.root().resolve("partial"))).isEmpty();
      assertThat(DiskUsage.of(store.root().resolve("tmp"))).isZero();
      assertThat(store.layers().tree(small, List.of()).resolve("f")).hasContent("x");
    }
  }

  @Test
  void unpackingFailsWhole() throws IOException {
    try (Store store = Store.open(mount.resolve("store"))) {
      Layers.Id layer = large(store, SIZE * 6 / 10);
      assertExhausted(() -> store.layers().tree(layer, List.of()));
      assertThat(store.root().resolve("layers/" + layer.value() + "/tree")).doesNotExist();
      assertThat(DiskUsage.of(store.root().resolve("tmp"))).isZero();
      assertThat(store.collector().check(false)).isEmpty();
    }
  }

  private static void writeBlob(Store store) throws IOException {
    try (Blobs.Writer writer = store.blobs().write()) {
      writer.write(new byte[2 * SIZE]);
      writer.commit();
    }
  }

  private static Layers.Id large(Store store, long size) {
    try (Layers.Builder builder = store.layers().build()) {
      builder.add(Entry.file("large", 0644, size, TestImages.TIME), zeros(size));
      return builder.commit();
    }
  }

  private static InputStream zeros(long size) {
    return new java.io.ByteArrayInputStream(new byte[(int) size]);
  }

  private void assertExhausted(ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.EXHAUSTED))
        .hasMessageContaining(mount.toString());
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
