package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rungs of the ladder: each makes the same image, and none lets a step out. */
class IsolationTest {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private static final String BASE =
      """
      FROM scratch AS base
      COPY busybox /bin/
      RUN ["/bin/busybox", "--install", "-s", "/bin"]
      COPY etc /etc
      RUN mkdir -p /tmp /var/run && chmod 1777 /tmp
      """;

  /** All that layers can say: new, changed, linked, hidden, replaced. */
  private static final String EVERYTHING =
      BASE
          + """
          FROM base
          RUN mkdir -p /a/b/c /gone /again && echo 1 >/a/b/one && echo 2 >/a/b/two && echo 3 >/gone/x \\
              && echo 4 >/again/old && echo same >/a/same && mkfifo /a/fifo && ln -s one /a/b/link
          RUN ln /a/b/one /a/b/hard && chmod 4755 /a/b/two && rm -rf /gone && rm -rf /again && mkdir /again \\
              && echo 5 >/again/new && chown 33:34 /a/same && rm /a/b/link && mkdir /a/b/link && echo 6 >/a/b/link/in
          COPY file.txt /a/b/link/
          RUN rm -rf /a/b/c && echo file >/a/b/c && mv /a/fifo /a/pipe && chmod 1777 /again \\
              && touch -d '2001-02-03 04:05:06' /a/same && rm -rf /a/b/link && ln -s /etc /a/b/link
          COPY file.txt /a/b/link/copied
          USER www
          WORKDIR /a/work
          RUN id >/tmp/id && cat /etc/hosts >/tmp/hosts && echo x >/dev/null && head -c 3 /dev/zero >/tmp/zeros
          USER root
          RUN --mount=type=cache,target=/var/cache/x --mount=type=tmpfs,target=/scratch \\
              --mount=type=bind,target=/ctx --mount=type=bind,from=base,source=/etc,target=/base/etc,rw \\
              --mount=type=secret,id=s,target=/etc/secret \\
              echo n >>/var/cache/x/n; echo y >/scratch/y; cp /ctx/file.txt /a/from-bind; cp /base/etc/passwd /a/; \\
              echo z >/base/etc/z; wc -c </etc/secret >/a/secret-size; (sleep 1000 &)
          RUN true
          """;

  @TempDir Path folder;
  private Path context;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    assumeTrue(Files.isExecutable(BUSYBOX), "needs the package busybox-static");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    context = Files.createDirectory(folder.resolve("context"));
    Files.copy(BUSYBOX.toRealPath(), context.resolve("busybox"));
    Files.writeString(context.resolve("file.txt"), "content\n");
    Path etc = Files.createDirectory(context.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "root:x:0:0::/root:/bin/sh\nwww:x:33:33::/:/bin/sh\n");
    Files.writeString(etc.resolve("hosts"), "the image's own\n");
    Files.createSymbolicLink(etc.resolve("resolv.conf"), Path.of("../run/none"));
    Files.writeString(folder.resolve("secret"), "hush");
  }

  private Drydock.Outcome build(Drydock drydock, String dockerfile, String... flags)
      throws IOException {
    Files.writeString(context.resolve("Dockerfile"), dockerfile);
    var words = new ArrayList<>(List.of("build", "--progress=plain"));
    words.addAll(List.of(flags));
    words.add(context.toString());
    return drydock.run(folder, "", Map.of(), words.toArray(String[]::new));
  }

  /** Everything of the image's files but their times. */
  private List<String> files(String isolation) throws Exception {
    var drydock = new Drydock(folder.resolve("store-" + isolation));
    Path tar = folder.resolve(isolation + ".tar");
    Drydock.Outcome outcome =
        build(
            drydock,
            EVERYTHING,
            "--isolation=" + isolation,
            "--secret=id=s,src=" + folder.resolve("secret"),
            "--output=type=tar,dest=" + tar);
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.err()).contains("(isolation " + isolation + ")");
    assertThat(leftOvers(drydock.store())).isEmpty();
    return list(tar);
  }

  private static List<String> list(Path tar) throws Exception {
    Drydock.Outcome listing =
        Commands.run(List.of("tar", "--numeric-owner", "-tvf", tar.toString()));
    return listing
        .out()
        .lines()
        .filter(line -> !line.endsWith("-> /bin/busybox"))
        .map(line -> line.replaceFirst("\\S+ [0-9:]+ ", ""))
        .toList();
  }

  private static List<Path> leftOvers(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store.resolve("tmp"))) {
      return files.toList();
    }
  }

  @Test
  void aChangedRootAloneMakesTheImageThatNamespacesMake() throws Exception {
    List<String> expected = files("namespaces");
    assertThat(expected)
        .anyMatch(line -> line.endsWith("./etc/copied") || line.endsWith("etc/copied"));
    assertThat(files("chroot")).isEqualTo(expected);
  }

  @Test
  void anOciRuntimeMakesTheImageThatNamespacesMake() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "needs the package runc");
    assertThat(files("oci")).isEqualTo(files("namespaces"));
  }

  /** Owners inside the image are those of the subordinate ids outside. */
  @Test
  void anOrdinaryUserMakesTheImageThatRootMakes() throws Exception {
    var user = new OrdinaryUser(folder.resolve("user"), true);
    Files.writeString(context.resolve("Dockerfile"), EVERYTHING);
    Path tar = user.home().resolve("rootless.tar");
    Drydock.Outcome outcome =
        user.drydock(
            "build",
            "--progress=plain",
            "--secret=id=s,src=" + folder.resolve("secret"),
            "--output=type=tar,dest=" + tar,
            context.toString());
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outcome.out()).contains("(isolation rootless)");
    Path store = user.home().resolve(".local/share/drydock");
    assertThat(Files.getAttribute(store, "unix:uid")).isEqualTo(OrdinaryUser.UID);
    assertThat(list(tar)).isEqualTo(files("namespaces"));
  }

  @Test
  void aUserWithoutSubordinateIdsHasOneUserAndIsToldSo() throws Exception {
    var user = new OrdinaryUser(folder.resolve("user"), false);
    Files.writeString(context.resolve("Dockerfile"), BASE + "RUN id -u >/id\nUSER www\nRUN id\n");
    Drydock.Outcome outcome = user.drydock("build", "--progress=plain", context.toString());
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.out())
        .contains("one user only, files of others become root's")
        .contains("user 33 cannot be had here")
        .contains("/etc/subuid");
    assertThat(user.drydock("system", "check").out())
        .contains("isolation of build steps: rootless")
        .contains("users: one only");
  }

  /** The ways out of a changed root that are known. */
  @Test
  void aChangedRootHoldsWhoIsInIt() throws Exception {
    var drydock = new Drydock(folder.resolve("store"));
    Path outside = Files.writeString(folder.resolve("outside"), "safe");
    Drydock.Outcome outcome =
        build(
            drydock,
            BASE
                + """
                RUN ! chroot / true && ! mknod /disk b 8 0 && ! mount -t tmpfs x /tmp && [ ! -e /proc/1 ]
                RUN ln -s / /up && ln -s ../../../../../../../.. /upper
                COPY file.txt /up%1$s/evil
                COPY file.txt /upper%1$s/evil2
                WORKDIR /up%1$s/deep
                RUN --mount=type=cache,id=c,target=/cache rm -rf /cache; mv /cache /taken; ln -s %1$s /cache
                RUN --mount=type=cache,id=c,target=/cache [ -d /cache ] && [ ! -L /cache ] && ! ls /cache | grep .
                RUN --mount=type=cache,id=d,target=/x/y/z rm -rf /x && ln -s %1$s /x
                RUN --mount=type=secret,id=s,target=/deep/er/secret ln /deep/er/secret /linked; cat /deep/er/secret
                RUN [ ! -e /deep ]
                """
                    .formatted(folder),
            "--isolation=chroot",
            "--secret=id=s,src=" + folder.resolve("secret"));
    assertThat(outcome.code()).as(outcome.all()).isZero();
    assertThat(outside).hasContent("safe");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> String.valueOf(each.getFileName())).collect(Collectors.toSet()))
          .doesNotContain("evil", "evil2", "deep");
    }
    try (Stream<Path> caches = Files.walk(drydock.store().resolve("caches"))) {
      assertThat(caches.filter(Files::isSymbolicLink)).isEmpty();
    }
    assertThat(leftOvers(drydock.store())).isEmpty();
  }

  @Test
  void stepsThatFailInAChangedRootLeaveNothing() throws Exception {
    var drydock = new Drydock(folder.resolve("store"));
    Drydock.Outcome failed =
        build(
            drydock,
            BASE + "RUN --mount=type=cache,id=k,target=/c echo 1 >/c/kept; (sleep 999 &); exit 3\n",
            "--isolation=chroot");
    assertThat(failed.all()).contains("exit code: 3");
    assertThat(leftOvers(drydock.store())).isEmpty();
    assertThat(ProcessHandle.allProcesses().flatMap(each -> each.info().commandLine().stream()))
        .noneMatch(line -> line.equals("sleep 999"));
    Drydock.Outcome missing = build(drydock, BASE + "RUN [\"/not/there\"]\n", "--isolation=chroot");
    assertThat(missing.all()).contains("stat /not/there: no such file or directory");
    Drydock.Outcome kept =
        build(
            drydock,
            BASE + "RUN --mount=type=cache,id=k,target=/c cat /c/kept\n",
            "--isolation=chroot");
    assertThat(kept.code()).as(kept.all()).isZero();
  }

  @Test
  void whatAHostCannotDoIsRefusedWithWhatToDo() throws Exception {
    var drydock = new Drydock(folder.resolve("store"));
    assertThat(build(drydock, BASE, "--isolation=hyperv").all())
        .contains(
            "unknown isolation \"hyperv\": give default, namespaces, rootless, chroot or oci");
    assertThat(build(drydock, BASE, "--isolation=rootless").all())
        .contains("the isolation \"rootless\" needs an ordinary user");
    assertThat(build(drydock, BASE, "--isolation=default").code()).isZero();
    assertThat(build(drydock, BASE + "RUN --network=none true\n", "--isolation=chroot").all())
        .contains("needs a network namespace");
    assertThat(drydock.run("system", "check").out())
        .contains("isolation of build steps: namespaces");
    assertThat(Files.exists(folder.resolve("evil"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
