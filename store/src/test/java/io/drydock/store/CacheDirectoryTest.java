package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.store.CacheDirectory.Sharing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cache directories are shared, locked or private as their mounts say. */
class CacheDirectoryTest {
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(directory);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void contentStaysAndIsFilledOnce() throws IOException {
    try (var cache =
        store.cacheDirectory("a/b", Sharing.SHARED, each -> Files.createFile(each.resolve("x")))) {
      Files.createFile(cache.path().resolve("y"));
    }
    try (var again =
        store.cacheDirectory("a/b", Sharing.LOCKED, each -> Files.createFile(each.resolve("z")))) {
      assertThat(Disk.list(again.path())).extracting(Disk::name).containsOnly("x", "y");
    }
    assertThat(store.collector().usage().directories())
        .singleElement()
        .matches(each -> each.id().equals("a/b"));
  }

  @Test
  void sharedOnesAreTheSame() {
    try (var one = store.cacheDirectory("id", Sharing.SHARED);
        var two = store.cacheDirectory("id", Sharing.SHARED)) {
      assertThat(one.path()).isEqualTo(two.path());
    }
  }

  @Test
  void privateOnesDiffer() {
    Path first;
    try (var one = store.cacheDirectory("id", Sharing.PRIVATE);
        var two = store.cacheDirectory("id", Sharing.PRIVATE)) {
      first = one.path();
      assertThat(first).isNotEqualTo(two.path());
    }
    try (var again = store.cacheDirectory("id", Sharing.PRIVATE)) {
      assertThat(again.path()).isEqualTo(first);
    }
  }

  @Test
  void aLockedOneIsWaitedFor() throws Exception {
    var second = new CompletableFuture<Path>();
    try (var one = store.cacheDirectory("id", Sharing.LOCKED)) {
      Thread.ofPlatform()
          .start(() -> {
            try (var two = store.cacheDirectory("id", Sharing.LOCKED)) {
              second.complete(two.path());
            }
          });
      Thread.sleep(50);
      assertThat(second).isNotDone();
      assertThat(one.path()).isDirectory();
    }
    assertThat(second.get()).isDirectory();
  }

  @Test
  void pruningLeavesThoseInUse() {
    var everything = CachePruneOptions.of(true);
    try (var used = store.cacheDirectory("used", Sharing.SHARED)) {
      store.cacheDirectory("unused", Sharing.SHARED).close();
      store.collector().pruneCache(everything);
      assertThat(used.path()).isDirectory();
      assertThat(store.collector().usage().directories())
          .extracting(Usage.DirectoryUsage::id)
          .isEqualTo(List.of("used"));
    }
    store.collector().pruneCache(everything);
    assertThat(store.collector().usage().directories()).isEmpty();
  }
}
