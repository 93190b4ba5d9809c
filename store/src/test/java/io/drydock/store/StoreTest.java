package io.drydock.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is found, made and opened. */
class StoreTest {
  @TempDir Path directory;

  @Test
  void theFlagGoesBeforeTheEnvironmentAndTheUser() {
    var environment = Map.of("DRYDOCK_ROOT", "/env", "HOME", "/home/me");
    assertThat(StoreLocation.resolve("/flag", environment, true)).isEqualTo(Path.of("/flag"));
    assertThat(StoreLocation.resolve("", environment, true)).isEqualTo(Path.of("/env"));
    assertThat(StoreLocation.resolve("", Map.of("HOME", "/home/me"), true))
        .isEqualTo(Path.of("/var/lib/drydock"));
    assertThat(StoreLocation.resolve("", Map.of("HOME", "/home/me"), false))
        .isEqualTo(Path.of("/home/me/.local/share/drydock"));
    assertThat(StoreLocation.resolve("", Map.of("XDG_DATA_HOME", "/data"), false))
        .isEqualTo(Path.of("/data/drydock"));
    assertThatThrownBy(() -> StoreLocation.resolve("", Map.of(), false))
        .isInstanceOf(DrydockException.class);
  }

  @Test
  void aStoreOfAnotherLayoutIsRefused() throws IOException {
    Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"9.9\"}");
    assertThatThrownBy(() -> Store.open(directory))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
  }

  @Test
  void aClosedStoreLeavesNoTrace() throws IOException {
    Path root = directory.resolve("store");
    try (Store store = Store.open(root)) {
      Path scratch = store.scratch("work");
      Files.writeString(scratch.resolve("file"), "x");
      store.lease();
      assertThat(Disk.list(root.resolve("leases"))).hasSize(1);
    }
    assertThat(Disk.list(root.resolve("leases"))).isEmpty();
    assertThat(Disk.list(root.resolve("tmp"))).isEmpty();
  }

  @Test
  void othersCannotLookIntoIt() throws IOException {
    Path root = directory.resolve("deep/store");
    Store.open(root).close();
    assertThat(Files.getPosixFilePermissions(root)).hasSize(3);
  }
}
