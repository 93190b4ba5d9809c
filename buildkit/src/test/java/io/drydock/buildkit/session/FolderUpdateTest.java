package io.drydock.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.buildkit.message.Stat;
import io.drydock.core.DrydockException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client's list of files becomes a folder: only what differs is written, nothing outside. */
class FolderUpdateTest {
  private static final int DIRECTORY = 1 << 31 | 0755;
  private static final int LINK = 1 << 27 | 0777;

  @TempDir Path place;

  private static Stat stat(String path, int mode, String content, String link) {
    return new Stat(path, mode, 0, 0, content.length(), 1_000_000_000L, link, 0, 0, Map.of());
  }

  private static Stat file(String path, String content) {
    return stat(path, 0644, content, "");
  }

  private static Stat directory(String path) {
    return stat(path, DIRECTORY, "", "");
  }

  private static Stat link(String path, String target) {
    return stat(path, LINK, "", target);
  }

  /** Lets the client send the files; the content of each is its size in letters. */
  private List<String> update(Stat... stats) throws IOException {
    Files.createDirectories(place.resolve("folder/files"));
    var sent = new ArrayList<String>();
    try (var update = new FolderUpdate(place.resolve("folder"))) {
      for (Stat each : stats) {
        if (update.add(each)) {
          sent.add(each.path());
          try (FileChannel out = update.create(each)) {
            byte[] content = "x".repeat((int) each.sizeBytes()).getBytes(StandardCharsets.UTF_8);
            out.write(ByteBuffer.wrap(content));
          }
          update.finish(each);
        }
      }
      update.complete();
    }
    return sent;
  }

  private Path files() {
    return place.resolve("folder/files");
  }

  @Test
  void onlyWhatDiffersIsSent() throws IOException {
    assertThat(update(file("a", "1"), directory("d"), file("d/b", "22")))
        .containsExactly("a", "d/b");
    assertThat(update(file("a", "1"), directory("d"), file("d/b", "22"))).isEmpty();
    assertThat(update(file("a", "111"), directory("d"), file("d/b", "22"))).containsExactly("a");
    assertThat(files().resolve("a")).hasContent("xxx");
  }

  @Test
  void whatIsNoLongerSentGoes() throws IOException {
    update(file("a", "1"), directory("d"), directory("d/e"), file("d/e/f", "1"), file("z", "1"));
    update(file("z", "1"));
    assertThat(files()).isDirectoryContaining("glob:**/z");
    assertThat(files().resolve("a")).doesNotExist();
    assertThat(files().resolve("d")).doesNotExist();
  }

  @Test
  void timesAndModesAreTheClients() throws IOException {
    update(directory("d"), stat("d/tool", 0755, "1", ""));
    assertThat(Files.isExecutable(files().resolve("d/tool"))).isTrue();
    assertThat(Files.getLastModifiedTime(files().resolve("d/tool")).toMillis()).isEqualTo(1000);
    assertThat(Files.getLastModifiedTime(files().resolve("d")).toMillis()).isEqualTo(1000);
  }

  @Test
  void anInterruptedUpdateIsStartedOver() throws IOException {
    update(file("a", "1"));
    Files.delete(place.resolve("folder/index"));
    assertThat(update(file("a", "1"))).containsExactly("a");
  }

  @Test
  void aLinkInPlaceOfADirectoryLeadsNothingOutside() throws IOException {
    Path outside = Files.createDirectories(place.resolve("outside/b"));
    Files.writeString(outside.resolve("c"), "kept");
    update(directory("a"), directory("a/b"), file("a/b/c", "1"));
    update(link("a", "../../outside"));
    assertThat(outside.resolve("c")).hasContent("kept");
    assertThat(Files.exists(files().resolve("a"), LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void pathsThatLeadOutsideAreRefused() {
    for (String path : List.of("../x", "/x", "a/../../x", "..", ".", "", "a//b", "a/./b")) {
      assertThatThrownBy(() -> update(file(path, "1")))
          .as(path)
          .isInstanceOf(DrydockException.class);
    }
  }

  @Test
  void filesBelowWhatIsNoDirectoryAreRefused() {
    assertThatThrownBy(() -> update(link("a", "/etc"), file("a/passwd", "1")))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("no directory");
  }

  @Test
  void hardLinksReachOnlyFilesOfTheFolder() throws IOException {
    update(file("a", "1"), stat("b", 0644, "1", "a"));
    assertThat(Files.isSameFile(files().resolve("a"), files().resolve("b"))).isTrue();
    assertThatThrownBy(() -> update(stat("c", 0644, "1", "../../outside")))
        .isInstanceOf(DrydockException.class);
    assertThatThrownBy(() -> update(link("l", "/etc"), stat("m", 0644, "1", "l/passwd")))
        .isInstanceOf(DrydockException.class);
  }

  @Test
  void pathsAreInFsutilsOrder() throws IOException {
    assertThat(update(directory("a"), file("a/b", "1"), file("a-b", "1"))).hasSize(2);
    assertThatThrownBy(() -> update(file("b", "1"), file("a", "1")))
        .hasMessageContaining("out of order");
  }
}
