package io.drydock.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.container.Mount;
import io.drydock.container.Storage;
import io.drydock.container.VolumeSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.files.ContainerFiles;
import io.drydock.engine.files.TestImage;
import io.drydock.engine.volume.ResolvedMount.Access;
import io.drydock.linux.mount.Mounts;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's mounts from its making to its removal, on real file systems. */
class ContainerMountsTest {
  @TempDir Path temporary;
  private Store store;
  private ContainerFiles files;
  private Volumes volumes;
  private ContainerMounts mounts;
  private FileTree image;
  private final Map<String, List<MountPoint>> others = new HashMap<>();

  @BeforeEach
  void open() {
    TestImage.needRoot();
    store = Store.open(temporary.resolve("store"));
    files = ContainerFiles.open(store, temporary.resolve("files"));
    volumes = Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE);
    mounts = new ContainerMounts(volumes, files.imageMounts(), temporary.resolve("parts"));
    Entry linked = Entry.file("data/a", 0640, 2, TestImage.TIME).withLinkGroup(1).withOwner(5, 6);
    image =
        files.imageTree(
            TestImage.in(store)
                .directory("data", 0750, 7)
                .entry(
                    linked.withXattrs(Map.of("user.note", "x".getBytes(StandardCharsets.UTF_8))),
                    "aa")
                .entry(linked.withPath("data/b"), "aa")
                .symlink("data/link", "/outside")
                .directory("data/sub", 01777, 0)
                .file("data/sub/file", "content")
                .symlink("way", "/data")
                .file("plain", "a file")
                .directory("empty", 0700, 9)
                .named("base:1"));
  }

  @AfterEach
  void close() {
    if (store != null) {
      new ContainerMounts(volumes, files.imageMounts(), temporary.resolve("parts")).settle();
      files.recover(Set.of(), Set.of());
      store.close();
    }
  }

  private static Storage storage(List<String> binds, List<Mount> mounts, List<String> from) {
    return new Storage(
        binds, mounts, new LinkedHashMap<>(), from, "", false, new LinkedHashMap<>());
  }

  private List<MountPoint> plan(String id, Storage storage, String... imageVolumes) {
    return mounts.plan(
        new MountRequest(
            id, storage, new LinkedHashSet<>(List.of(imageVolumes)), image, this::other));
  }

  private List<MountPoint> other(String container) {
    return others.getOrDefault(container, List.of());
  }

  private List<MountPoint> binds(String id, String... binds) {
    return plan(id, storage(List.of(binds), List.of(), List.of()));
  }

  private static Mount mount(String type, String source, String target) {
    return new Mount(
        type,
        source,
        target,
        false,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Mount part(String source, String target, String subpath) {
    return new Mount(
        "volume",
        source,
        target,
        false,
        "",
        Optional.empty(),
        Optional.of(
            new Mount.VolumeOptions(false, new LinkedHashMap<>(), Optional.empty(), subpath)),
        Optional.empty(),
        Optional.empty());
  }

  private Path data(String volume) {
    return temporary.resolve("volumes").resolve(volume).resolve("_data");
  }

  @Test
  void anEmptyVolumeGetsWhatTheImageHasThere() throws IOException {
    binds("c1", "vol:/way");
    Path data = data("vol");
    assertThat(Files.getAttribute(data, "unix:mode")).isEqualTo(040750);
    assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(7);
    assertThat(Files.getAttribute(data.resolve("a"), "unix:gid")).isEqualTo(6);
    assertThat(Files.getAttribute(data.resolve("a"), "unix:ino"))
        .isEqualTo(Files.getAttribute(data.resolve("b"), "unix:ino"));
    assertThat(Files.getAttribute(data.resolve("a"), "user:note"))
        .isEqualTo("x".getBytes(StandardCharsets.UTF_8));
    assertThat(Files.readSymbolicLink(data.resolve("link"))).hasToString("/outside");
    assertThat(Files.getLastModifiedTime(data.resolve("sub")).toInstant())
        .isEqualTo(TestImage.TIME);
    assertThat(Files.getAttribute(data.resolve("sub"), "unix:mode")).isEqualTo(041777);
    assertThat(data.resolve("sub/file")).hasContent("content");

    Files.writeString(data.resolve("sub/file"), "changed");
    binds("c2", "vol:/data");
    assertThat(data.resolve("sub/file")).hasContent("changed");
  }

  @Test
  void whatIsNotToBeFilledStaysEmpty() throws IOException {
    binds("c1", "one:/data:nocopy", "two:/nowhere", "three:/empty", "four:/plain");
    assertThat(data("one")).isEmptyDirectory();
    assertThat(data("two")).isEmptyDirectory();
    assertThat(data("four")).isEmptyDirectory();
    assertThat(Files.getAttribute(data("three"), "unix:mode")).isEqualTo(040700);
    assertThat(Files.getAttribute(data("three"), "unix:uid")).isEqualTo(9);
  }

  @Test
  void aVolumeThatARunningContainerHasIsFilledWhereItIs() throws IOException {
    List<MountPoint> points = binds("c1", "vol:/nowhere");
    mounts.activate("c1", points, Map.of());
    Object inode = Files.getAttribute(data("vol"), "unix:ino");
    binds("c2", "vol:/data");
    assertThat(Files.getAttribute(data("vol"), "unix:ino")).isEqualTo(inode);
    assertThat(data("vol").resolve("sub/file")).hasContent("content");
  }

  @Test
  void anImagesVolumesAreAnonymousAndGoWithTheContainerWhenAsked() {
    List<MountPoint> points =
        plan("c1", storage(List.of("named:/named"), List.of(), List.of()), "/data", "/named/");
    assertThat(points).extracting(MountPoint::destination).containsExactly("/named", "/data");
    MountPoint anonymous = points.getLast();
    assertThat(volumes.get(anonymous.name()).isAnonymous()).isTrue();
    assertThat(anonymous.mode()).isEmpty();
    assertThat(points.getFirst().mode()).isEqualTo("z");
    assertThat(volumes.users(anonymous.name())).containsExactly("c1");

    others.put("c1", points);
    List<MountPoint> shared = plan("c2", storage(List.of(), List.of(), List.of("c1:ro")));
    assertThat(shared).extracting(MountPoint::readWrite).containsExactly(false, false);
    assertThat(shared)
        .extracting(MountPoint::name)
        .containsExactlyElementsOf(points.stream().map(MountPoint::name).toList());

    mounts.remove("c1", points, true);
    assertThat(volumes.find(anonymous.name())).isPresent();
    mounts.remove("c2", shared, true);
    assertThat(volumes.find(anonymous.name())).isEmpty();
    assertThat(volumes.users("named")).isEmpty();
    assertThat(volumes.find("named")).isPresent();
  }

  @Test
  void whatFailsLeavesNothing() {
    volumes.create(new VolumeSpec("old", "", new LinkedHashMap<>(), new LinkedHashMap<>()));
    assertThatThrownBy(() -> binds("c1", "new:/one", "old:/two", "/host:/one"))
        .hasMessage("Duplicate mount point: /one");
    assertThatThrownBy(() ->
            plan("c1", storage(List.of("/tmp:/x"), List.of(mount("tmpfs", "", "/x/")), List.of())))
        .hasMessage("Duplicate mount point: /x");
    assertThatThrownBy(() ->
            plan(
                "c1",
                storage(List.of("new:/x"), List.of(mount("image", "none:1", "/y")), List.of())))
        .hasMessageStartingWith("No such image: none:1");
    assertThatThrownBy(() -> plan("c1", storage(List.of(), List.of(), List.of()), "/plain"))
        .hasMessage("cannot mount volume over existing file, file exists /plain");
    assertThatThrownBy(() -> plan("c1", storage(List.of(), List.of(), List.of("c0:rslave"))))
        .hasMessage("invalid mode: rslave");
    assertThat(volumes.list(VolumeFilter.ALL)).extracting(Volume::name).containsExactly("old");
    assertThat(volumes.users("old")).isEmpty();
  }

  @Test
  void mountsAreInTheOrderInWhichTheyHaveToBeMade() {
    var storage =
        new Storage(
            List.of("deep:/a/b/c", temporary + ":/a:ro,rprivate"),
            List.of(mount("volume", "mid", "/a/b"), mount("tmpfs", "", "/t")),
            new LinkedHashMap<>(Map.of("/a/b/c/d", "size=1m,exec")),
            List.of(),
            "",
            false,
            new LinkedHashMap<>());
    List<MountPoint> points = plan("c1", storage);
    List<ResolvedMount> resolved = mounts.activate("c1", points, storage.tmpfs());
    assertThat(resolved)
        .extracting(ResolvedMount::destination)
        .containsExactly("/a", "/t", "/a/b", "/a/b/c", "/a/b/c/d");
    assertThat(resolved.getFirst())
        .isEqualTo(
            new ResolvedMount(
                MountType.BIND,
                "",
                temporary.toString(),
                "/a",
                List.of("rbind", "rprivate"),
                Access.READ_ONLY_RECURSIVE_IF_POSSIBLE,
                "rprivate"));
    assertThat(resolved.get(2).source()).isEqualTo(data("mid").toString());
    assertThat(resolved.getLast().options()).containsExactly("nosuid", "nodev", "size=1m", "exec");
    mounts.deactivate("c1", points);
  }

  @Test
  void aMissingSourceIsMadeForAVolumeFlagOnly() {
    Path source = temporary.resolve("not/yet");
    List<MountPoint> points = binds("c1", source + ":/x");
    assertThat(source).doesNotExist();
    mounts.activate("c1", points, Map.of());
    assertThat(source).isDirectory();
    List<MountPoint> strict =
        plan("c2", storage(List.of(), List.of(mount("bind", source.toString(), "/x")), List.of()));
    source.toFile().delete();
    assertThatThrownBy(() -> mounts.activate("c2", strict, Map.of()))
        .hasMessageContaining("bind source path does not exist: " + source);
  }

  @Test
  void aPartOfAVolumeIsHeldByAMountOfItsOwn() throws IOException {
    volumes.create(new VolumeSpec("vol", "", new LinkedHashMap<>(), new LinkedHashMap<>()));
    Files.createDirectories(data("vol").resolve("sub/dir"));
    Files.writeString(data("vol").resolve("sub/file"), "part");
    Files.createSymbolicLink(data("vol").resolve("inside"), Path.of("sub/dir"));
    Files.createSymbolicLink(data("vol").resolve("out"), temporary);
    List<MountPoint> points =
        plan(
            "c1",
            storage(
                List.of(),
                List.of(part("vol", "/d", "inside"), part("vol", "/f", "sub/file")),
                List.of()));
    List<ResolvedMount> resolved = mounts.activate("c1", points, Map.of());
    Files.writeString(data("vol").resolve("sub/dir/new"), "seen");
    assertThat(Path.of(resolved.getFirst().source(), "new")).hasContent("seen");
    assertThat(Path.of(resolved.getLast().source())).hasContent("part");

    mounts.activate("c1", points, Map.of());
    mounts.deactivate("c1", points);
    assertThat(Mounts.isMountPoint(resolved.getLast().source())).isTrue();
    mounts.deactivate("c1", points);
    assertThat(temporary.resolve("parts")).isEmptyDirectory();
    assertThat(data("vol").resolve("sub/file")).hasContent("part");

    List<MountPoint> escaping =
        plan("c2", storage(List.of(), List.of(part("vol", "/d", "out")), List.of()));
    assertThatThrownBy(() -> mounts.activate("c2", escaping, Map.of()))
        .hasMessageContaining("it leads out of the volume")
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.FORBIDDEN);
    List<MountPoint> missing =
        plan("c3", storage(List.of(), List.of(part("vol", "/d", "no")), List.of()));
    assertThatThrownBy(() -> mounts.activate("c3", missing, Map.of()))
        .hasMessageContaining("cannot access path " + data("vol") + "/no")
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.NOT_FOUND);
  }

  @Test
  void anImageIsMountedWithItsFilesAndForgottenWithTheContainer() throws IOException {
    List<MountPoint> points =
        plan("c1", storage(List.of(), List.of(mount("image", "base:1", "/img")), List.of()));
    ResolvedMount resolved = mounts.activate("c1", points, Map.of()).getFirst();
    Path root = Path.of(resolved.source());
    assertThat(root.resolve("data/sub/file")).hasContent("content");
    Files.writeString(root.resolve("written"), "by the container");
    mounts.deactivate("c1", points);
    assertThat(root).isEmptyDirectory();
    mounts.activate("c1", points, Map.of());
    assertThat(root.resolve("written")).hasContent("by the container");
    mounts.remove("c1", points, true);
    assertThat(temporary.resolve("files")).isEmptyDirectory();
    assertThat(store.uses().list()).isEmpty();
  }

  @Test
  void theNextEngineKnowsWhoHasWhat() throws IOException {
    Path device = Files.createDirectory(temporary.resolve("device"));
    var options = new LinkedHashMap<String, String>();
    options.put("type", "none");
    options.put("o", "bind");
    options.put("device", device.toString());
    for (String each : List.of("live", "dead")) {
      volumes.create(new VolumeSpec(each, "", options, new LinkedHashMap<>()));
    }
    Files.createDirectory(device.resolve("sub"));
    List<MountPoint> live =
        plan("c1", storage(List.of("live:/l"), List.of(part("live", "/p", "sub")), List.of()));
    List<MountPoint> dead = binds("c2", "dead:/d");
    List<ResolvedMount> resolved = mounts.activate("c1", live, Map.of());
    mounts.activate("c2", dead, Map.of());

    volumes = Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE);
    var next = new ContainerMounts(volumes, files.imageMounts(), temporary.resolve("parts"));
    next.recover("c1", live, true);
    next.recover("c2", dead, false);
    next.settle();
    assertThat(volumes.users("dead")).containsExactly("c2");
    assertThat(Mounts.isMountPoint(data("dead").toString())).isFalse();
    assertThat(Mounts.isMountPoint(data("live").toString())).isTrue();
    assertThat(resolved).allMatch(each -> Mounts.isMountPoint(each.source()));
    next.deactivate("c1", live);
    assertThat(resolved).noneMatch(each -> Mounts.isMountPoint(each.source()));
    assertThat(device.resolve("sub")).isDirectory();
  }

  @Test
  void theStateOfAMountIsReadAgainAndShownAsDockerShowsIt() {
    List<MountPoint> points =
        plan(
            "c1",
            storage(
                List.of("vol:/v:ro", "/tmp:/b:rslave"),
                List.of(mount("tmpfs", "", "/t"), part("vol", "/p", "x")),
                List.of()),
            "/data");
    assertThat(points)
        .allMatch(each -> MountPointJson.read(MountPointJson.write(each)).equals(each));
    assertThat(MountPointJson.inspect(points.getFirst()))
        .hasToString(
            "{\"Type\":\"volume\",\"Name\":\"vol\",\"Source\":\""
                + data("vol")
                + "\",\"Destination\":\"/v\",\"Driver\":\"local\",\"Mode\":\"ro\",\"RW\":false,"
                + "\"Propagation\":\"\"}");
  }

  @Test
  void propagationNeedsAMountOfTheHostThatIsShared() throws Exception {
    Path own = Files.createDirectory(temporary.resolve("private"));
    Mounts.mount("tmpfs", own.toString(), "tmpfs", 0, "");
    try {
      Mounts.mount("none", own.toString(), "", 0x40000, "");
      List<MountPoint> points = binds("c1", own + ":/x:rshared");
      assertThatThrownBy(() -> mounts.activate("c1", points, Map.of()))
          .hasMessage("path " + own + " is mounted on " + own + " but it is not a shared mount");
      Mounts.mount("none", own.toString(), "", 0x100000, "");
      assertThat(mounts.activate("c1", points, Map.of()).getFirst().options())
          .containsExactly("rbind", "rshared");
    } finally {
      Mounts.detach(own.toString());
    }
  }
}
