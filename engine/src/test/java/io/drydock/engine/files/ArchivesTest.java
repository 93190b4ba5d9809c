package io.drydock.engine.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drydock.container.Storage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.volume.ContainerMounts;
import io.drydock.engine.volume.MountPoint;
import io.drydock.engine.volume.MountRequest;
import io.drydock.engine.volume.VolumeListener;
import io.drydock.engine.volume.Volumes;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copying in and out of containers, which do what they can to be elsewhere. */
class ArchivesTest {
  private static final String ID = "c0ffee";
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  @TempDir Path temporary;
  private Store store;
  private ContainerFiles files;
  private ContainerMounts mounts;
  private Archives archives;
  private List<MountPoint> points = List.of();
  private final List<Process> running = new ArrayList<>();

  @BeforeEach
  void open() {
    TestImage.needRoot();
    store = Store.open(temporary.resolve("store"));
    files = ContainerFiles.open(store, temporary.resolve("files"));
    mounts =
        new ContainerMounts(
            Volumes.open(temporary.resolve("volumes"), VolumeListener.NONE),
            files.imageMounts(),
            temporary.resolve("parts"));
    archives = new Archives(files, mounts);
  }

  @AfterEach
  void close() throws Exception {
    for (Process each : running) {
      each.descendants().forEach(ProcessHandle::destroyForcibly);
      each.destroyForcibly().waitFor();
    }
    if (store != null) {
      files.recover(Set.of(), Set.of());
      store.close();
    }
  }

  private void create(String... binds) {
    Images.Image image =
        TestImage.in(store)
            .directory("bin", 0755, 0)
            .directory("etc", 0755, 0)
            .file("etc/passwd", "root:x:0:0::/root:/bin/sh\nuser:x:12:34::/:/bin/sh\n")
            .directory("dir", 0750, 5)
            .file("dir/file", "content")
            .symlink("dir/link", "/etc/passwd")
            .symlink("todir", "dir")
            .entry(Entry.file("dir/suid", 06755, 1, TestImage.TIME).withOwner(1, 2), "x")
            .directory("tmp", 01777, 0)
            .named("base:1");
    files.create(ID, image, Map.of(), false);
    var storage =
        new Storage(
            List.of(binds),
            List.of(),
            new LinkedHashMap<>(),
            List.of(),
            "",
            false,
            new LinkedHashMap<>());
    points =
        mounts.plan(
            new MountRequest(
                ID,
                storage,
                new LinkedHashSet<>(),
                files.imageTree(image),
                name -> {
                  throw new AssertionError(name);
                }));
  }

  private ContainerView stopped() {
    return new ContainerView(ID, OptionalInt.empty(), points, false, "");
  }

  /** A process with the container's root as its own, in a mount namespace, as a runtime has it. */
  private ContainerView running(String script) throws Exception {
    assumeTrue(Files.isExecutable(BUSYBOX), "needs the package busybox-static");
    Path root = files.mount(ID);
    Files.copy(BUSYBOX, root.resolve("bin/busybox"));
    String inside = "cd /; echo ready; " + script;
    String outside =
        "mount -t tmpfs tmpfs %s/tmp && exec chroot %s /bin/busybox sh -c \"$0\""
            .formatted(root, root);
    var command = List.of("unshare", "--mount", "sh", "-c", outside, inside);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    return new ContainerView(ID, OptionalInt.of((int) process.pid()), points, false, "");
  }

  private Map<String, String> get(ContainerView container, String path) throws IOException {
    var out = new ByteArrayOutputStream();
    archives.get(container, path, stat -> assertThat(out.size()).isZero(), out);
    return list(out.toByteArray());
  }

  /** Names of an archive, read by another implementation, with what tells them apart. */
  private static Map<String, String> list(byte[] archive) throws IOException {
    var found = new LinkedHashMap<String, String>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(archive), "UTF-8")) {
      for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
        String what =
            each.isSymbolicLink() || each.isLink()
                ? "-> " + each.getLinkName()
                : new String(tar.readAllBytes(), UTF_8);
        found.put(
            each.getName(),
            "%o %d:%d %s"
                .formatted(each.getMode(), each.getLongUserId(), each.getLongGroupId(), what)
                .strip());
      }
    }
    return found;
  }

  private static final class Tar {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    Tar file(String name, int mode, int uid, String content) throws IOException {
      byte[] data = content.getBytes(UTF_8);
      var entry = new TarArchiveEntry(name, true);
      entry.setMode(mode);
      entry.setIds(uid, uid);
      entry.setSize(data.length);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
      return this;
    }

    Tar link(String name, byte type, String target) throws IOException {
      var entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName(target);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
      return this;
    }

    Tar directory(String name) throws IOException {
      var entry = new TarArchiveEntry(name + "/", true);
      entry.setMode(0700);
      entry.setIds(8, 9);
      entry.setModTime(0);
      tar.putArchiveEntry(entry);
      tar.closeArchiveEntry();
      return this;
    }

    ByteArrayInputStream in() throws IOException {
      tar.finish();
      return new ByteArrayInputStream(bytes.toByteArray());
    }
  }

  private void put(ContainerView container, String path, Tar tar) throws IOException {
    archives.put(container, path, new CopyOptions(false, false), tar.in());
  }

  @Test
  void aFileIsToldAsGoTellsIt() {
    create();
    PathStat stat = archives.stat(stopped(), "/dir/suid");
    assertThat(stat).isEqualTo(new PathStat("suid", 1, 0755 | 3L << 22, TestImage.TIME, ""));
    assertThat(archives.stat(stopped(), "/dir/link").linkTarget()).isEqualTo("/etc/passwd");
    assertThat(archives.stat(stopped(), "/dir/link").mode()).isEqualTo(0777 | 1L << 27);
    assertThat(archives.stat(stopped(), "todir").mode()).isEqualTo(0777 | 1L << 27);
    assertThat(archives.stat(stopped(), "todir/").mode()).isEqualTo(0750 | 1L << 31);
    assertThat(archives.stat(stopped(), "/tmp").mode()).isEqualTo(0777 | 1L << 31 | 1L << 20);
    assertThat(archives.stat(stopped(), "/").name()).isEqualTo("/");
    assertThat(archives.stat(stopped(), "/dir/.").name()).isEqualTo(".");
    assertThat(archives.stat(stopped(), "../dir/./x/../file").name()).isEqualTo("file");
    String json = new String(java.util.Base64.getDecoder().decode(stat.toHeader()), UTF_8);
    assertThat(json)
        .isEqualTo(
            "{\"name\":\"suid\",\"size\":1,\"mode\":12583405,\"mtime\":\"2026-01-02T03:04:05Z\","
                + "\"linkTarget\":\"\"}");
  }

  @Test
  void whatDoesNotExistIsToldInDockersWords() {
    create();
    assertThatThrownBy(() -> archives.stat(stopped(), "/missing/file"))
        .hasMessage("Could not find the file /missing/file in container " + ID)
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.NOT_FOUND);
    assertThatThrownBy(() -> archives.stat(stopped(), "/dir/file/"))
        .hasMessageContaining("not a directory");
  }

  @Test
  void archivesAreNamedAsDockerNamesThem() throws IOException {
    create();
    put(stopped(), "/dir", new Tar().file(".wh.odd", 0644, 0, "a name like a whiteout's"));
    assertThat(get(stopped(), "/dir/file")).containsExactly(Map.entry("file", "644 0:0 content"));
    assertThat(get(stopped(), "dir"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "dir/", "750 5:5",
                "dir/.wh.odd", "644 0:0 a name like a whiteout's",
                "dir/file", "644 0:0 content",
                "dir/link", "777 0:0 -> /etc/passwd",
                "dir/suid", "6755 1:2 x"));
    assertThat(get(stopped(), "/todir")).containsOnlyKeys("todir");
    assertThat(get(stopped(), "/todir/")).containsKeys("todir/", "todir/file");
    assertThat(get(stopped(), "/todir/.")).containsKeys("./", "./file");
    assertThat(get(stopped(), "/")).containsKeys("/", "/dir/", "/dir/file");
  }

  @Test
  void anExportHoldsTheFilesOfTheRootAndLinksOnce() throws Exception {
    create("vol:/mnt");
    Path root = files.mount(ID);
    Files.createLink(root.resolve("second"), root.resolve("dir/file"));
    var out = new ByteArrayOutputStream();
    archives.export(ID, out);
    assertThat(list(out.toByteArray()))
        .containsKeys("etc/passwd", "dir/")
        .doesNotContainKeys("/", "./")
        .contains(Map.entry("second", "644 0:0 -> dir/file"));
  }

  @Test
  void anArchiveMergesWithWhatIsThere() throws IOException {
    create();
    put(
        stopped(),
        "/todir",
        new Tar()
            .directory("sub")
            .file("sub/new", 0600, 3, "new")
            .file("file", 0640, 4, "replaced")
            .link("sym", TarConstants.LF_SYMLINK, "../../outside")
            .link("hard", TarConstants.LF_LINK, "file")
            .file("made/parents/too", 0644, 0, ""));
    Path root = files.mount(ID).resolve("dir");
    assertThat(root.resolve("file")).hasContent("replaced");
    assertThat(root.resolve("hard")).hasContent("replaced");
    assertThat(Files.getAttribute(root.resolve("file"), "unix:uid")).isEqualTo(4);
    assertThat(Files.getAttribute(root.resolve("sub"), "unix:gid")).isEqualTo(9);
    assertThat(Files.getLastModifiedTime(root.resolve("sub")).toInstant()).isEqualTo(Instant.EPOCH);
    assertThat(root.resolve("suid")).hasContent("x");
    assertThat(Files.readSymbolicLink(root.resolve("sym"))).hasToString("../../outside");
    assertThat(root.resolve("made/parents/too")).isEmptyFile();
  }

  @Test
  void aCompressedArchiveIsUnpackedToo() throws IOException {
    create();
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      new Tar().file("zipped", 0644, 0, "content").in().transferTo(gzip);
    }
    archives.put(
        stopped(),
        "/",
        new CopyOptions(false, false),
        new ByteArrayInputStream(packed.toByteArray()));
    assertThat(files.mount(ID).resolve("zipped")).hasContent("content");
  }

  @Test
  void kindsAreKeptAndOwnersChangedWhenAsked() throws IOException {
    create();
    var keep = new CopyOptions(true, false);
    assertThatThrownBy(
            () -> archives.put(stopped(), "/", keep, new Tar().file("dir", 0644, 0, "").in()))
        .hasMessageContaining("cannot overwrite directory \"/dir\" with non-directory");
    assertThatThrownBy(
            () -> archives.put(stopped(), "/dir", keep, new Tar().directory("file").in()))
        .hasMessageContaining("cannot overwrite non-directory \"/dir/file\" with directory");
    put(stopped(), "/", new Tar().file("dir", 0644, 0, "now a file"));
    var user = new ContainerView(ID, OptionalInt.empty(), points, false, "user");
    archives.put(user, "/", new CopyOptions(false, true), new Tar().file("f", 0644, 99, "").in());
    Path root = files.mount(ID);
    assertThat(root.resolve("dir")).hasContent("now a file");
    assertThat(Files.getAttribute(root.resolve("f"), "unix:uid")).isEqualTo(12);
    assertThat(Files.getAttribute(root.resolve("f"), "unix:gid")).isEqualTo(34);
  }

  @Test
  void anArchiveGoesIntoADirectoryOnly() {
    create();
    assertThatThrownBy(() -> put(stopped(), "/dir/file", new Tar()))
        .hasMessage("extraction point is not a directory");
    assertThatThrownBy(() -> put(stopped(), "/nowhere", new Tar()))
        .matches(e -> ((DrydockException) e).kind() == ErrorKind.NOT_FOUND);
    assertThatThrownBy(() -> put(stopped(), "/", new Tar().file("../../escape", 0644, 0, "")))
        .hasMessageContaining("leads out");
  }

  @Test
  void whatIsMountedIsSeenInAStoppedContainer() throws IOException {
    Path host = Files.createDirectory(temporary.resolve("host"));
    Files.writeString(host.resolve("there"), "of the host");
    create("vol:/data", host + ":/host", host + ":/readonly:ro");
    assertThat(get(stopped(), "/host/there")).containsValue("644 0:0 of the host");
    put(stopped(), "/data", new Tar().file("in-volume", 0644, 0, "v"));
    put(stopped(), "/host", new Tar().file("put", 0644, 0, "h"));
    assertThat(temporary.resolve("volumes/vol/_data/in-volume")).hasContent("v");
    assertThat(host.resolve("put")).hasContent("h");
    assertThatThrownBy(() -> put(stopped(), "/readonly", new Tar().file("no", 0644, 0, "")))
        .hasMessage("mounted volume is marked read-only");
    var readOnly = new ContainerView(ID, OptionalInt.empty(), points, true, "");
    assertThatThrownBy(() -> put(readOnly, "/etc", new Tar().file("no", 0644, 0, "")))
        .hasMessage("container rootfs is marked read-only");
    put(readOnly, "/data", new Tar().file("yes", 0644, 0, ""));
    assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
        .doesNotContain(temporary.toString());
  }

  @Test
  void aRunningContainerIsSeenAsItSeesItself() throws Exception {
    create();
    ContainerView container = running("echo in memory >/tmp/file; echo; read wait");
    running.getFirst().inputReader().readLine();
    assertThat(get(container, "/tmp/file")).containsValue("644 0:0 in memory");
    put(container, "/tmp", new Tar().file("put", 0644, 0, "too"));
    assertThat(get(container, "/tmp/put")).containsValue("644 0:0 too");
    assertThat(files.mount(ID).resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void theNumberOfAnotherProcessIsNotTakenForTheContainer() throws Exception {
    create();
    var wrong =
        new ContainerView(
            ID, OptionalInt.of((int) ProcessHandle.current().pid()), points, false, "");
    assertThat(get(wrong, "/dir/file")).containsValue("644 0:0 content");
    put(wrong, "/", new Tar().file("drydock-escaped", 0644, 0, ""));
    assertThat(Path.of("/drydock-escaped")).doesNotExist();
  }

  @Test
  void aLinkThatComesAndGoesLeadsNowhereOutside() throws Exception {
    create();
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path secret = Files.writeString(outside.resolve("secret"), "of the host");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    ContainerView container =
        running(
            ("mkdir -p a/sub; ln -s %s flip; ln -s %s/secret f;"
                    + " while :; do mv a b; mv flip a; mv a flip; mv b a;"
                    + " rm -f a/f; mv f a/f; mv a/f f; done")
                .formatted(outside, outside));
    var seen = new StringBuilder();
    long end = System.nanoTime() + 2_000_000_000L;
    int done = 0;
    while (System.nanoTime() < end) {
      try {
        put(
            container,
            "/a",
            new Tar().file("f", 0666, 7, "from outside").file("sub/x", 0644, 0, "x"));
        done++;
      } catch (DrydockException e) {
        // The container was quicker this time.
      }
      try {
        seen.append(get(container, "/a/"));
      } catch (DrydockException e) {
        // As before.
      }
    }
    assertThat(done).isPositive();
    assertThat(seen.toString()).doesNotContain("of the host");
    assertThat(outside.toFile().list()).containsExactly("secret");
    assertThat(secret).hasContent("of the host");
    assertThat(Files.getAttribute(secret, "unix:mode")).isEqualTo(0100600);
    assertThat(Files.getAttribute(secret, "unix:uid")).isEqualTo(0);
  }
}
