package io.drydock.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.container.VolumeSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.files.TestImage;
import io.drydock.linux.mount.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes: made, listed, mounted, held, removed, and there again after the engine died. */
class VolumesTest {
  @TempDir Path temporary;
  private Volumes volumes;

  @BeforeEach
  void open() {
    volumes = Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE);
  }

  private static VolumeSpec spec(String name, Map<String, String> labels) {
    return new VolumeSpec(name, "", new LinkedHashMap<>(), new LinkedHashMap<>(labels));
  }

  private Volume create(String name) {
    return volumes.create(spec(name, Map.of()));
  }

  private Volume create(String name, String... options) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < options.length; i += 2) {
      map.put(options[i], options[i + 1]);
    }
    return volumes.create(new VolumeSpec(name, "local", map, new LinkedHashMap<>()));
  }

  @Test
  void aVolumeIsThereForTheNextEngineToo() throws IOException {
    Volume made = volumes.create(spec("one", Map.of("k", "v")));
    assertThat(made.mountpoint()).isEqualTo(temporary.resolve("volumes/one/_data"));
    assertThat(made.scope()).isEqualTo("local");
    Files.createDirectories(temporary.resolve("volumes/.gone-1/_data/x"));
    Volumes next = Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE);
    assertThat(next.get("one")).isEqualTo(made);
    assertThat(temporary.resolve("volumes/.gone-1")).doesNotExist();
    assertThat(next.create(spec("one", Map.of("k", "other")))).isEqualTo(made);
  }

  @Test
  void aVolumeWithoutANameIsAnonymous() {
    Volume made = create("");
    assertThat(made.name()).matches("[0-9a-f]{64}");
    assertThat(made.labels()).containsEntry("com.docker.volume.anonymous", "");
    assertThat(made.isAnonymous()).isTrue();
  }

  @Test
  void badNamesAndOptionsAreRefusedInDockersWords() {
    assertThatThrownBy(() -> create("a")).hasMessageContaining("volume name is too short");
    assertThatThrownBy(() -> create("a/b"))
        .hasMessage(
            "create a/b: \"a/b\" includes invalid characters for a local volume name, only"
                + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host"
                + " directory, use absolute path");
    assertThatThrownBy(() -> create(".hidden")).hasMessageContaining("invalid characters");
    assertThatThrownBy(() -> create("vol", "colour", "red"))
        .hasMessage("create vol: invalid option: \"colour\"");
    assertThatThrownBy(() -> create("vol", "o", "bind", "device", "/x"))
        .hasMessage("create vol: missing required option: \"type\"");
    assertThatThrownBy(() ->
            volumes.create(
                new VolumeSpec("vol", "nfsdriver", new LinkedHashMap<>(), new LinkedHashMap<>())))
        .hasMessageContaining("plugin \"nfsdriver\" not found");
    assertThat(volumes.list(VolumeFilter.ALL)).isEmpty();
    assertThat(temporary.resolve("volumes")).isEmptyDirectory();
  }

  @Test
  void aVolumeInUseStays() throws IOException {
    create("one");
    volumes.refer("one", "c2");
    volumes.refer("one", "c1");
    assertThatThrownBy(() -> volumes.remove("one", true))
        .hasMessage("remove one: volume is in use - [c1, c2]")
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.CONFLICT);
    volumes.release("one", "c1");
    volumes.release("one", "c2");
    volumes.remove("one", false);
    assertThat(temporary.resolve("volumes")).isEmptyDirectory();
    assertThatThrownBy(() -> volumes.remove("one", false)).hasMessage("get one: no such volume");
    volumes.remove("one", true);
  }

  @Test
  void pruningTakesWhatNobodyHas() throws IOException {
    Volume anonymous = create("");
    Files.writeString(anonymous.mountpoint().resolve("file"), "12345");
    Files.createLink(
        anonymous.mountpoint().resolve("link"), anonymous.mountpoint().resolve("file"));
    create("named");
    volumes.create(spec("kept", Map.of("keep", "")));
    create("used");
    volumes.refer("used", "c1");
    assertThat(volumes.usage("used")).isEqualTo(new VolumeUsage(0, 1));
    assertThat(volumes.prune(VolumeFilter.ALL, false))
        .isEqualTo(new VolumePruneReport(List.of(anonymous.name()), 5));
    var filter =
        new VolumeFilter(List.of(), List.of(), List.of(), List.of("keep"), Optional.empty());
    assertThat(volumes.prune(filter, true).volumes()).containsExactly("named");
    assertThat(volumes.list(VolumeFilter.ALL))
        .extracting(Volume::name)
        .containsExactly("kept", "used");
  }

  @Test
  void listsAreFiltered() {
    create("data-one");
    create("data-two");
    volumes.create(spec("other", Map.of("a", "1", "b", "2")));
    volumes.refer("other", "c1");
    assertThat(names(List.of("data"), List.of(), Optional.empty())).hasSize(2);
    assertThat(names(List.of("^data-o"), List.of(), Optional.empty())).containsExactly("data-one");
    assertThat(names(List.of(), List.of("a=1", "b"), Optional.empty())).containsExactly("other");
    assertThat(names(List.of(), List.of("a=2"), Optional.empty())).isEmpty();
    assertThat(names(List.of(), List.of(), Optional.of(true))).doesNotContain("other").hasSize(2);
    assertThat(names(List.of(), List.of(), Optional.of(false))).containsExactly("other");
    assertThatThrownBy(() -> names(List.of("["), List.of(), Optional.empty()))
        .isInstanceOf(DrydockException.class)
        .hasMessageContaining("name");
  }

  private List<String> names(List<String> names, List<String> labels, Optional<Boolean> dangling) {
    var filter = new VolumeFilter(names, List.of(), labels, List.of(), dangling);
    return volumes.list(filter).stream().map(Volume::name).toList();
  }

  @Test
  void optionsMountMemoryOrADirectoryWhileAContainerRuns() throws IOException {
    TestImage.needRoot();
    Path device = Files.createDirectory(temporary.resolve("device"));
    Files.writeString(device.resolve("file"), "there");
    Volume bind = create("bind", "type", "none", "o", "bind,ro", "device", device.toString());
    Volume memory = create("memory", "type", "tmpfs", "device", "tmpfs", "o", "size=1m,uid=5");
    try {
      assertThat(volumes.activate("bind", "c1").resolve("file")).hasContent("there");
      assertThatThrownBy(() -> Files.writeString(bind.mountpoint().resolve("new"), ""))
          .hasMessageContaining("Read-only");
      assertThat(Files.getAttribute(volumes.activate("memory", "c1"), "unix:uid")).isEqualTo(5);
      volumes.activate("memory", "c2");

      volumes.deactivate("memory", "c1");
      assertThat(Mounts.isMountPoint(memory.mountpoint().toString())).isTrue();
      volumes.deactivate("memory", "c2");
      assertThat(Mounts.isMountPoint(memory.mountpoint().toString())).isFalse();

      Volumes next = Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE);
      next.settle();
      assertThat(bind.mountpoint()).isEmptyDirectory();
      next.activate("bind", "c1");
      next.remove("bind", true);
      assertThat(device.resolve("file")).hasContent("there");
    } finally {
      Mounts.detach(bind.mountpoint().toString());
      Mounts.detach(memory.mountpoint().toString());
    }
  }

  @Test
  void whatCannotBeMountedIsTold() {
    TestImage.needRoot();
    create("bad", "type", "none", "o", "bind", "device", temporary + "/nowhere");
    assertThatThrownBy(() -> volumes.activate("bad", "c1"))
        .hasMessageStartingWith("failed to mount local volume: mount " + temporary + "/nowhere:")
        .hasMessageContaining("flags: 0x1000")
        .hasMessageContaining("no such file or directory");
    assertThat(volumes.usage("bad").references()).isZero();
  }
}
