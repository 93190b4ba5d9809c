package io.drydock.linux.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.syscall.Errno;
import io.drydock.linux.syscall.FileStatus;
import io.drydock.linux.syscall.LinuxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootDirectoryTest {
  private static final Instant TIME = Instant.ofEpochSecond(1_600_000_000, 123_456_789);
  private static final Attributes PLAIN = new Attributes(0644, 0, 0, TIME);
  private static final Attributes FOLDER = new Attributes(0755, 0, 0, TIME);

  @TempDir Path temp;
  private RootDirectory root;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(
        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0),
        "giving files owners needs root");
    root = RootDirectory.open(Files.createDirectory(temp.resolve("root")));
  }

  @AfterEach
  void close() {
    if (root != null) {
      root.close();
    }
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] value(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void keepsAllThatAFileHas() throws IOException {
    var attributes = new Attributes(06751, 1234, 4321, TIME, Map.of("user.colour", value("blue")));
    root.makeFile("file", bytes("hello"), attributes);

    FileStatus status = root.status("file").orElseThrow();
    assertThat(status.isFile()).isTrue();
    assertThat(status.permissions()).isEqualTo(06751);
    assertThat(status.uid()).isEqualTo(1234);
    assertThat(status.gid()).isEqualTo(4321);
    assertThat(status.modified()).isEqualTo(TIME);
    assertThat(status.size()).isEqualTo(5);
    assertThat(root.xattrs("file")).containsOnlyKeys("user.colour");
    assertThat(root.xattrs("file").get("user.colour")).isEqualTo(value("blue"));
    try (InputStream in = root.read("file")) {
      assertThat(in.readAllBytes()).isEqualTo(value("hello"));
    }
  }

  @Test
  void makesWhiteoutsAndOpaqueDirectoriesForOverlayfs() {
    root.makeNode("gone", NodeType.CHAR_DEVICE, 0, 0, new Attributes(0, 0, 0, TIME));
    root.makeDirectory(
        "opaque", new Attributes(0700, 0, 0, TIME, Map.of("trusted.overlay.opaque", value("y"))));

    FileStatus whiteout = root.status("gone").orElseThrow();
    assertThat(whiteout.type()).isEqualTo(FileStatus.CHAR_DEVICE);
    assertThat(whiteout.major()).isZero();
    assertThat(whiteout.minor()).isZero();
    assertThat(root.xattrs("opaque").get("trusted.overlay.opaque")).isEqualTo(value("y"));
    assertThat(root.status("opaque").orElseThrow().modified()).isEqualTo(TIME);
  }

  @Test
  void makesDevicesWithLargeNumbersAndFifos() {
    root.makeNode("disk", NodeType.BLOCK_DEVICE, 259, 70_000, new Attributes(0660, 0, 6, TIME));
    root.makeNode("pipe", NodeType.FIFO, 0, 0, new Attributes(0622, 0, 0, TIME));

    FileStatus disk = root.status("disk").orElseThrow();
    assertThat(disk.type()).isEqualTo(FileStatus.BLOCK_DEVICE);
    assertThat(disk.major()).isEqualTo(259);
    assertThat(disk.minor()).isEqualTo(70_000);
    assertThat(root.status("pipe").orElseThrow().permissions()).isEqualTo(0622);
  }

  @Test
  void symbolicLinksHaveOwnersAndTimesOfTheirOwn() {
    root.makeSymlink("link", "/nowhere/at all", new Attributes(0777, 7, 8, TIME));

    assertThat(root.readLink("link")).isEqualTo("/nowhere/at all");
    FileStatus link = root.status("link").orElseThrow();
    assertThat(link.isSymlink()).isTrue();
    assertThat(link.uid()).isEqualTo(7);
    assertThat(link.modified()).isEqualTo(TIME);
  }

  @Test
  void hardLinksShareTheFileAlsoAcrossDirectories() throws IOException {
    root.makeDirectories("a/b", FOLDER);
    root.makeFile("a/one", bytes("1"), PLAIN);
    root.link("a/one", "a/b/two");

    assertThat(root.status("a/b/two").orElseThrow().inode())
        .isEqualTo(root.status("a/one").orElseThrow().inode());
    assertThat(root.status("a/one").orElseThrow().links()).isEqualTo(2);
  }

  @Test
  void linksOnTheWayAreFollowedInsideTheRootOnly() throws IOException {
    Path outside = Files.createDirectory(temp.resolve("outside"));
    root.makeDirectory("real", FOLDER);
    root.makeSymlink("inside", "/real", FOLDER);
    root.makeSymlink("escape", outside.toString(), FOLDER);
    root.makeSymlink("up", "../../../../../../..", FOLDER);

    root.makeFile("inside/file", bytes("x"), PLAIN);
    assertThat(root.status("real/file")).isPresent();
    root.makeFile("up/top", bytes("x"), PLAIN);
    assertThat(root.status("top")).isPresent();

    assertThatThrownBy(() -> root.makeFile("escape/file", bytes("x"), PLAIN))
        .isInstanceOfSatisfying(LinuxException.class, e -> assertThat(e.is(Errno.ENOENT)).isTrue());
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void theLastComponentIsNeverFollowed() throws IOException {
    Path victim = Files.writeString(temp.resolve("victim"), "whole");
    root.makeSymlink("link", victim.toString(), FOLDER);

    assertThatThrownBy(() -> root.makeFile("link", bytes("broken"), PLAIN))
        .isInstanceOf(LinuxException.class);
    assertThatThrownBy(() -> root.read("link")).isInstanceOf(DrydockException.class);
    assertThat(root.delete("link")).isTrue();
    assertThat(victim).hasContent("whole");
  }

  @Test
  void refusesPathsThatNameNothingInside() {
    for (String path : new String[] {"..", "a/..", ".", "a/.", "a/", "a\0b"}) {
      assertThatThrownBy(() -> root.makeFile(path, bytes(""), PLAIN))
          .as(path)
          .isInstanceOfSatisfying(
              DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID));
    }
  }

  @Test
  void resolvesPathsLikeAContainerWould() {
    root.makeDirectories("run/lock", FOLDER);
    root.makeDirectory("etc", FOLDER);
    root.makeSymlink("var", "/run", FOLDER);
    root.makeSymlink("etc/resolv.conf", "../run/systemd/resolve/stub.conf", FOLDER);
    root.makeSymlink("loop", "loop", FOLDER);

    assertThat(root.resolve("/var/lock")).isEqualTo("run/lock");
    assertThat(root.resolve("/../..//var/./lock/../x")).isEqualTo("run/x");
    assertThat(root.resolve("/etc/resolv.conf")).isEqualTo("run/systemd/resolve/stub.conf");
    assertThat(root.resolve("/")).isEmpty();
    assertThatThrownBy(() -> root.resolve("loop"))
        .isInstanceOfSatisfying(LinuxException.class, e -> assertThat(e.is(Errno.ELOOP)).isTrue());
  }

  @Test
  void deletesTreesWithUnfriendlyModesAndNames() throws IOException {
    root.makeDirectories("tree/deep/er", FOLDER);
    root.makeFile("tree/deep/er/file", bytes("x"), PLAIN);
    root.makeDirectory("tree/deep", new Attributes(0, 0, 0, TIME));
    Path directory = root.location().resolve("tree");
    new ProcessBuilder("sh", "-c", "touch \"$(printf 'a\\377b')\" 'new\nline'")
        .directory(directory.toFile())
        .inheritIO()
        .start()
        .onExit()
        .join();

    assertThat(root.delete("tree")).isTrue();
    assertThat(root.delete("tree")).isFalse();
    assertThat(root.children("")).isEmpty();
  }

  @Test
  void emptiesItselfAndDeletesWholeTrees() {
    root.makeDirectories("a/b", FOLDER);
    root.makeDirectories("c", FOLDER);

    root.delete("");
    assertThat(root.children("")).isEmpty();
    assertThat(RootDirectory.deleteTree(root.location())).isTrue();
    assertThat(root.location()).doesNotExist();
  }

  @Test
  void forgetsAParentThatWasReplaced() throws IOException {
    root.makeDirectories("d", FOLDER);
    root.makeFile("d/old", bytes("x"), PLAIN);
    root.delete("d");
    root.makeDirectory("d", FOLDER);
    root.makeFile("d/new", bytes("x"), PLAIN);
    assertThat(root.children("d")).containsExactly("new");

    root.rename("d", "e");
    root.makeDirectory("d", FOLDER);
    root.makeFile("d/newer", bytes("x"), PLAIN);
    assertThat(root.children("d")).containsExactly("newer");
    assertThat(root.children("e")).containsExactly("new");
  }

  @Test
  void listsNamesInTheOrderOfTheirBytes() throws IOException {
    for (String name : new String[] {"b", "a", "Z", "ä", "\uD83D\uDE00", "\uFF5E"}) {
      root.makeFile(name, bytes(""), PLAIN);
    }
    assertThat(root.children("")).containsExactly("Z", "a", "b", "ä", "\uFF5E", "\uD83D\uDE00");
  }

  @Test
  void copiesFilesOfAnySize() throws IOException {
    byte[] content = new byte[3_000_001];
    new Random(1).nextBytes(content);
    root.makeFile("large", new ByteArrayInputStream(content), PLAIN);
    root.makeFile("empty", bytes(""), PLAIN);

    root.copyFile(root, "large", "large2", new Attributes(0600, 1, 2, TIME));
    root.copyFile(root, "empty", "empty2", PLAIN);

    assertThat(root.location().resolve("large2")).hasBinaryContent(content);
    assertThat(root.status("large2").orElseThrow().uid()).isEqualTo(1);
    assertThat(root.location().resolve("empty2")).isEmptyFile();
  }

  @Test
  void anErrorNamesTheFileAndTheErrorNumber() throws IOException {
    root.makeFile("file", bytes(""), PLAIN);
    assertThatThrownBy(() -> root.makeDirectory("file/sub", FOLDER))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining(root.location() + "/file")
        .hasMessageContaining("not a directory (ENOTDIR)");
  }
}
