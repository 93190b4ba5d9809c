package io.drydock.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.MemoryTree;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our archives are what GNU tar reads, and we read what GNU tar and bsdtar write. */
class TarToolsTest {
  private static final String LONG = "d/" + "long-".repeat(40) + "name";

  @TempDir Path dir;

  @Test
  void gnuTarUnpacksWhatWeWrite() throws Exception {
    var tree =
        new MemoryTree()
            .addDirectory("d")
            .addFile(LONG, "long")
            .addFile("d/ä-ö", "umlaut")
            .addLink("d/link", "../" + "t".repeat(120))
            .add(Entry.directory("d/sticky", 01777, Instant.ofEpochSecond(1_000_000_000)));
    Path archive = Files.write(dir.resolve("ours.tar"), TestTrees.write(tree));
    Path target = Files.createDirectory(dir.resolve("out"));
    run("tar", "-xpf", archive.toString(), "-C", target.toString());
    assertThat(target.resolve(LONG)).hasContent("long");
    assertThat(target.resolve("d/ä-ö")).hasContent("umlaut");
    assertThat(Files.readSymbolicLink(target.resolve("d/link")))
        .hasToString("../" + "t".repeat(120));
    Path sticky = target.resolve("d/sticky");
    assertThat((int) Files.getAttribute(sticky, "unix:mode") & 07777).isEqualTo(01777);
    assertThat(Files.getLastModifiedTime(sticky)).hasToString("2001-09-09T01:46:40Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tar --format=gnu --sparse",
        "tar --format=oldgnu",
        "tar --format=posix",
        "tar --format=posix --sparse --sparse-version=0.0",
        "tar --format=posix --sparse --sparse-version=0.1",
        "tar --format=posix --sparse --sparse-version=1.0",
        "bsdtar --format=pax",
        "bsdtar --format=pax --read-sparse",
        "bsdtar --format=gnutar",
      })
  void readsWhatTheToolsWrite(String command) throws Exception {
    Path source = makeFiles();
    Path archive = dir.resolve("theirs.tar");
    var line = new ArrayList<>(List.of(command.split(" ")));
    assumeTrue(isInstalled(line.getFirst()), line.getFirst() + " is not installed");
    line.addAll(List.of("-cf", archive.toString(), "-C", source.toString(), "."));
    run(line.toArray(String[]::new));
    MemoryTree tree = TestTrees.apply(Files.readAllBytes(archive), new MemoryTree());
    assertThat(contents(tree))
        .containsEntry(LONG, "long")
        .containsEntry("plain", "plain")
        .containsEntry("hard", "plain")
        .containsEntry("empty", "");
    byte[] sparse = tree.open(tree.find("sparse").orElseThrow()).readAllBytes();
    assertThat(sparse).isEqualTo(Files.readAllBytes(source.resolve("sparse")));
    assertThat(tree.find("link").orElseThrow().linkTarget()).isEqualTo("l/" + "t".repeat(150));
    assertThat(tree.find("plain").orElseThrow().mode()).isEqualTo(0640);
    assertThat(tree.find("d").orElseThrow().isDirectory()).isTrue();
  }

  private Path makeFiles() throws IOException {
    Path source = Files.createDirectory(dir.resolve("source"));
    Files.createDirectory(source.resolve("d"));
    Files.writeString(source.resolve(LONG), "long");
    Path plain = Files.writeString(source.resolve("plain"), "plain");
    Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rw-r-----"));
    Files.createLink(source.resolve("hard"), plain);
    Files.writeString(source.resolve("empty"), "");
    Files.createSymbolicLink(source.resolve("link"), Path.of("l/" + "t".repeat(150)));
    try (var sparse = new RandomAccessFile(source.resolve("sparse").toFile(), "rw")) {
      for (int i = 0; i < 30; i++) {
        sparse.seek(i * 65536L);
        sparse.write(("part " + i).getBytes(StandardCharsets.US_ASCII));
      }
      sparse.setLength(3_000_000);
    }
    return source;
  }

  private static Map<String, String> contents(MemoryTree tree) throws IOException {
    var contents = new TreeMap<String, String>();
    for (String path : List.of(LONG, "plain", "hard", "empty")) {
      Entry entry = tree.find(path).orElseThrow();
      contents.put(path, new String(tree.open(entry).readAllBytes(), StandardCharsets.UTF_8));
    }
    return contents;
  }

  private static boolean isInstalled(String command) {
    return Files.isExecutable(Path.of("/usr/bin", command))
        || Files.isExecutable(Path.of("/bin", command));
  }

  private void run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
