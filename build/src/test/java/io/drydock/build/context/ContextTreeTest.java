package io.drydock.build.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories as contexts, and what is known of them the next time. */
class ContextTreeTest {
  @TempDir Path directory;
  @TempDir Path caches;

  @BeforeEach
  void files() throws IOException {
    write("src/main.c", "int main;");
    write("src/deep/er/x", "x");
    write("node_modules/a/index.js", "a");
    write("node_modules/keep.js", "keep");
  }

  @Test
  void listsEverythingSortedAndAsRoots() {
    ContextTree tree = open();

    assertThat(tree.children("")).extracting(Entry::path).containsExactly("node_modules", "src");
    assertThat(tree.children("src")).extracting(Entry::name).containsExactly("deep", "main.c");
    Entry file = tree.find("src/main.c").orElseThrow();
    assertThat(file.uid()).isZero();
    assertThat(file.size()).isEqualTo(9);
    assertThat(tree.find("src/main.c/x")).isEmpty();
    assertThat(tree.find("nothing")).isEmpty();
  }

  @Test
  void leavesOutWhatTheRulesExclude() {
    ContextTree tree = open("node_modules", "!node_modules/keep.js", "src/deep");

    assertThat(tree.children("node_modules")).extracting(Entry::name).containsExactly("keep.js");
    assertThat(tree.children("src")).extracting(Entry::name).containsExactly("main.c");
    assertThat(tree.find("src/deep/er/x")).isEmpty();
    assertThat(open("node_modules").find("node_modules")).isEmpty();
  }

  @Test
  void hashesFilesThatAreNotKnown() throws IOException {
    ContextTree tree = open();

    tree.scan("");

    assertThat(tree.digest(tree.find("src/main.c").orElseThrow())).isEqualTo(digest("int main;"));
  }

  @Test
  void keepsAttributesThatUsersGiveFilesAlsoWhenTheFileIsNotReadAgain() throws IOException {
    var view =
        Files.getFileAttributeView(
            directory.resolve("src/main.c"), UserDefinedFileAttributeView.class);
    try {
      view.write("origin", ByteBuffer.wrap(new byte[] {7}));
    } catch (IOException e) {
      Assumptions.abort("no extended attributes here: " + e);
    }
    settle();
    remember();

    for (ContextTree each : new ContextTree[] {open(), open()}) {
      Entry file = each.find("src/main.c").orElseThrow();
      assertThat(each.knownDigest(file)).isPresent();
      assertThat(file.xattrs()).containsOnlyKeys("user.origin");
      assertThat(file.xattrs().get("user.origin")).containsExactly(7);
    }
    view.delete("origin");
    assertThat(open().find("src/main.c").orElseThrow().xattrs()).isEmpty();
  }

  @Test
  void readsNoFileThatIsStillTheSame() throws IOException {
    settle();
    remember();

    ContextTree again = open();

    assertThat(again.listing("src").getLast().digest()).isEqualTo(digest("int main;"));
  }

  @Test
  void trustsNoFileThatMayStillChangeWithinItsTime() throws IOException {
    write("src/fresh", "fresh");
    remember();

    ContextTree again = open();

    Item fresh =
        again.listing("src").stream()
            .filter(each -> each.entry.name().equals("fresh"))
            .findFirst()
            .orElseThrow();
    assertThat(fresh.digest()).isNull();
  }

  @Test
  void seesAnEditOfTheSameLength() throws IOException {
    settle();
    remember();
    write("src/main.c", "int moin;");

    ContextTree again = open();

    assertThat(again.digest(again.find("src/main.c").orElseThrow())).isEqualTo(digest("int moin;"));
  }

  @Test
  void seesAnotherFileWithTheTimesOfTheOld() throws IOException {
    settle();
    remember();
    Path file = directory.resolve("src/main.c");
    FileTime time = Files.getLastModifiedTime(file);
    Path other = Files.writeString(directory.resolve("other"), "int moin;");
    Files.setLastModifiedTime(other, time);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

    ContextTree again = open();

    assertThat(again.digest(again.find("src/main.c").orElseThrow())).isEqualTo(digest("int moin;"));
  }

  @Test
  void keepsWhatAnotherBuildOfTheDirectoryKnew() throws IOException {
    settle();
    remember();
    ContextTree other = open("node_modules");
    write("src/new", "new");
    other.scan("src");
    other.save();

    Path cache = onlyFile(caches);

    assertThat(new String(Files.readAllBytes(cache), StandardCharsets.ISO_8859_1))
        .contains("node_modules/a", "src/deep/er");
  }

  @Test
  void takesADamagedCacheForAnEmptyOne() throws IOException {
    settle();
    remember();
    Path cache = onlyFile(caches);
    byte[] bytes = Files.readAllBytes(cache);
    bytes[bytes.length / 2] ^= 1;
    Files.write(cache, bytes);

    ContextTree again = open();

    assertThat(again.digest(again.find("src/main.c").orElseThrow())).isEqualTo(digest("int main;"));
  }

  private void remember() throws IOException {
    ContextTree tree = open();
    tree.scan("");
    tree.save();
  }

  /** Waits until the files are old enough to be trusted. */
  private static void settle() {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ContextTree open(String... ignore) {
    return ContextTree.open(directory, IgnoreRules.of(List.of(ignore)), caches);
  }

  private void write(String path, String content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static Digest digest(String content) {
    return Digest.of(content.getBytes(StandardCharsets.UTF_8));
  }
}
