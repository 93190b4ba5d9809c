package io.drydock.cli.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.cli.copy.CopyEnd.Placement;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the files of a copy go, and that an archive leads nowhere else. */
class CopyEndTest {
  @TempDir Path folder;

  private static Placement place(CopyEnd source, CopyEnd target) {
    return CopyEnd.place(source, target);
  }

  @Test
  void placesAsDockerDoes() {
    var file = new CopyEnd("/s/f", true, false);
    var directory = new CopyEnd("/s/d", true, true);
    var content = new CopyEnd("/s/d/.", true, true);
    var there = new CopyEnd("/t", true, true);
    var absent = new CopyEnd("/t/new", false, false);
    assertThat(place(file, there)).isEqualTo(new Placement("/t", "f", "f"));
    assertThat(place(file, absent)).isEqualTo(new Placement("/t", "f", "new"));
    assertThat(place(directory, absent).rename("d/x")).isEqualTo("new/x");
    assertThat(place(content, there).rename("x")).isEqualTo("x");
    assertThat(place(content, absent).rename("x")).isEqualTo("new/x");
    assertThatThrownBy(() -> place(directory, new CopyEnd("/t/f", true, false)))
        .hasMessage("cannot copy directory");
    assertThatThrownBy(() -> place(file, new CopyEnd("/t/new/", false, false)))
        .hasMessage("no such directory");
  }

  @Test
  void packsAndUnpacksAlike() throws Exception {
    Path source = folder.resolve("s/d");
    Files.createDirectories(source.resolve("sub"));
    Files.writeString(source.resolve("sub/f"), "content");
    Files.createSymbolicLink(source.resolve("l"), Path.of("sub/f"));
    var packed = new ByteArrayOutputStream();
    new LocalFiles(source, new Placement("/", "d", "e")).pack(packed);
    Path target = Files.createDirectory(folder.resolve("t"));
    var unpacking = new LocalTarget(target, new Placement("t", "e", "e"), false);
    unpacking.unpack(new ByteArrayInputStream(packed.toByteArray()));
    assertThat(target.resolve("e/l")).hasContent("content");
    assertThat(unpacking.bytes()).isEqualTo(7);
  }

  @Test
  void followsNoLinkOutOfTheTarget() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path target = Files.createDirectory(folder.resolve("t"));
    Files.createSymbolicLink(target.resolve("way"), outside);
    Path source = Files.createDirectories(folder.resolve("s/way"));
    Files.writeString(source.resolve("f"), "caught");
    var packed = new ByteArrayOutputStream();
    new LocalFiles(source, new Placement("/", "way", "way")).pack(packed);
    new LocalTarget(target, new Placement("t", "way", "way"), false)
        .unpack(new ByteArrayInputStream(packed.toByteArray()));
    assertThat(outside).isEmptyDirectory();
    assertThat(target.resolve("way/f")).hasContent("caught");
  }
}
