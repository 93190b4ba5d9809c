package io.drydock.build.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/**
 * Whatever comes on standard input is a Dockerfile, a tar that can be looked through, or refused.
 */
@Tag("nightly")
class TarContextFuzzTest {
  private static final Path FOLDER = newFolder();
  private static final TarContexts TARS = new TarContexts(Store.open(FOLDER.resolve("store")));

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("drydock-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void remove() {
    RootDirectory.deleteTree(FOLDER);
  }

  @FuzzTest(maxDuration = "60s")
  void standardInput(byte[] bytes) throws IOException {
    try {
      BuildInput input = StdinInput.read(new ByteArrayInputStream(bytes), "Dockerfile", TARS);
      if (input.context() instanceof BuildContext.Tree tree) {
        lookThrough(tree.files());
      }
    } catch (DrydockException _) {
      // Refused, as it should be.
    }
  }

  private static void lookThrough(FileTree tree) throws IOException {
    var todo = new ArrayDeque<Entry>(tree.children(""));
    for (int i = 0; i < 1000 && !todo.isEmpty(); i++) {
      Entry entry = todo.pop();
      if (entry.path().startsWith("/") || entry.path().contains("..")) {
        String path = "/" + entry.path() + "/";
        if (path.contains("/../")) {
          throw new AssertionError("leads out: " + entry.path());
        }
      }
      if (entry.isDirectory()) {
        todo.addAll(tree.children(entry.path()));
      } else if (entry.isFile()) {
        try (InputStream in = tree.open(entry)) {
          in.readNBytes(1 << 16);
        }
      }
    }
  }
}
