package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs come in whole or not at all, and downloads go on where they broke off. */
class BlobsTest {
  private static final byte[] CONTENT = random(1_500_000);
  private static final Digest DIGEST = Digest.of(CONTENT);

  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(directory.resolve("store"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aWrittenBlobCanBeRead() throws IOException {
    assertThat(store.blobs().contains(DIGEST)).isFalse();
    assertThat(write(CONTENT)).isEqualTo(DIGEST);
    assertThat(store.blobs().size(DIGEST)).isEqualTo(CONTENT.length);
    assertThat(store.blobs().read(DIGEST)).isEqualTo(CONTENT);
    assertThat(store.blobs().path(DIGEST)).hasBinaryContent(CONTENT);
    assertThat(write(CONTENT)).isEqualTo(DIGEST);
  }

  @Test
  void aMissingBlobIsNotFound() {
    assertThatThrownBy(() -> store.blobs().open(DIGEST))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
  }

  @Test
  void anAbandonedBlobLeavesNothing() throws IOException {
    try (Blobs.Writer writer = store.blobs().write()) {
      writer.write(CONTENT);
    }
    assertThat(filesBelow("tmp")).isEmpty();
    assertThat(filesBelow("blobs")).isEmpty();
  }

  @Test
  void aDownloadGoesOnWhereItBrokeOff() throws IOException {
    try (Blobs.Writer first = store.blobs().resume(DIGEST)) {
      first.write(CONTENT, 0, 700_001);
      first.suspend();
    }
    try (Blobs.Writer second = store.blobs().resume(DIGEST)) {
      assertThat(second.position()).isEqualTo(700_001);
      second.write(CONTENT, 700_001, CONTENT.length - 700_001);
      second.commit(DIGEST, CONTENT.length);
    }
    assertThat(store.blobs().read(DIGEST)).isEqualTo(CONTENT);
    assertThat(filesBelow("partial")).isEmpty();
  }

  @Test
  void aCompleteBlobNeedsNoDownload() throws IOException {
    write(CONTENT);
    try (Blobs.Writer writer = store.blobs().resume(DIGEST)) {
      assertThat(writer.position()).isEqualTo(CONTENT.length);
      writer.commit(DIGEST, CONTENT.length);
    }
  }

  @Test
  void wrongContentIsRefusedAndDropped() throws IOException {
    try (Blobs.Writer writer = store.blobs().resume(DIGEST)) {
      writer.write(new byte[CONTENT.length]);
      assertThatThrownBy(() -> writer.commit(DIGEST, CONTENT.length))
          .isInstanceOfSatisfying(
              DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPT))
          .hasMessageContaining(DIGEST.toString());
    }
    assertThat(filesBelow("partial")).isEmpty();
    assertThat(store.blobs().contains(DIGEST)).isFalse();
  }

  @Test
  void aSecondDownloadWaitsForTheFirst() throws Exception {
    Blobs.Writer first = store.blobs().resume(DIGEST);
    try (Store other = Store.open(store.root())) {
      var position = new java.util.concurrent.CompletableFuture<Long>();
      Thread waiting =
          Thread.ofPlatform()
              .start(() -> {
                try (Blobs.Writer second = other.blobs().resume(DIGEST)) {
                  position.complete(second.position());
                }
              });
      first.write(CONTENT);
      assertThat(position).isNotDone();
      first.commit(DIGEST, CONTENT.length);
      waiting.join();
      assertThat(position).isCompletedWithValue((long) CONTENT.length);
    }
  }

  private Digest write(byte[] content) throws IOException {
    try (Blobs.Writer writer = store.blobs().write()) {
      int half = content.length / 2;
      writer.write(content, 0, half);
      OutputStream rest = writer;
      for (byte each : Arrays.copyOfRange(content, half, half + 10)) {
        rest.write(each);
      }
      writer.write(content, half + 10, content.length - half - 10);
      return writer.commit();
    }
  }

  private List<Path> filesBelow(String name) throws IOException {
    try (var paths = Files.walk(store.root().resolve(name))) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
