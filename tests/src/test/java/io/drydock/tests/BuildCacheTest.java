package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one build leaves for others: in the same store at the same time, and for empty stores. */
class BuildCacheTest {
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final String DOCKERFILE =
      """
      FROM ${REGISTRY}/busybox AS build
      WORKDIR /work
      COPY file.txt ./
      RUN --mount=type=cache,target=/cache echo ran >>/cache/log; cat /cache/log >log
      RUN --mount=type=bind,target=/context tr a-z A-Z </context/file.txt >loud.txt
      FROM scratch
      COPY --from=build /work/loud.txt /
      """;

  @TempDir static Path folder;
  private static Registry registry;

  @TempDir Path context;
  private int stores;
  private Path caches;
  private Drydock drydock;

  @BeforeAll
  static void makeABase() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "RUN needs root");
    assumeTrue(Files.isExecutable(BUSYBOX), "RUN needs the package busybox-static");
    registry = Registry.start(folder.resolve("registry"));
    var drydock = new Drydock(folder.resolve("store"));
    Path base = Files.createDirectory(folder.resolve("base"));
    Files.copy(BUSYBOX.toRealPath(), base.resolve("busybox"));
    Files.writeString(
        base.resolve("Dockerfile"),
        """
        FROM scratch
        COPY busybox /bin/
        RUN ["/bin/busybox", "--install", "-s", "/bin"]
        """);
    String name = registry.domain() + "/busybox";
    check(drydock.run("build", "-q", "-t", name, base.toString()));
    check(drydock.run("push", "-q", name));
  }

  @AfterAll
  static void stopTheRegistry() {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void writeAContext() throws IOException {
    Files.writeString(context.resolve("file.txt"), "content\n");
    Files.writeString(
        context.resolve("Dockerfile"), "ARG REGISTRY=" + registry.domain() + "\n" + DOCKERFILE);
    caches = folder.resolve(context.getFileName() + "-caches");
    useANewStore();
  }

  private void useANewStore() {
    drydock = new Drydock(folder.resolve(context.getFileName() + "-" + stores++));
  }

  private static Drydock.Outcome check(Drydock.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.all()).isZero();
    return outcome;
  }

  private String build(String... flags) {
    var words = new ArrayList<>(List.of("build", "--progress=plain"));
    words.addAll(List.of(flags));
    words.add(".");
    return check(drydock.run(context, "", Map.of(), words.toArray(String[]::new))).err();
  }

  @Test
  void aRegistryHandsAllStepsOn() throws IOException {
    String cache = "type=registry,ref=" + registry.domain() + "/all:cache";
    assertThat(build("--cache-to", cache + ",mode=max"))
        .contains("0 of 5 steps from the cache", "exporting cache to registry");

    useANewStore();
    assertThat(build("--cache-from", cache))
        .contains("importing cache manifest from " + registry.domain() + "/all:cache")
        .contains("5 of 5 steps from the cache");
    assertThat(bytesIn("blobs"))
        .as("the base and inner steps' layers stay away")
        .isLessThan(50_000);

    // What came is kept: the same again, without the cache.
    assertThat(build()).contains("[stage-1 1/1] COPY --from=build /work/loud.txt /");

    useANewStore();
    Files.writeString(context.resolve("file.txt"), "other\n");
    assertThat(build("--cache-from", cache, "-o", "type=local,dest=out"))
        .contains("1 of 5 steps from the cache");
    assertThat(context.resolve("out/loud.txt")).hasContent("OTHER\n");
  }

  @Test
  void theLeastModeHandsOnWhatTheImageHas() {
    String cache = "type=registry,ref=" + registry.domain() + "/least:cache";
    build("--cache-to", cache);
    useANewStore();
    assertThat(build("--cache-from", cache)).contains("0 of 5 steps from the cache");

    build("--target", "build", "--cache-to", cache);
    useANewStore();
    assertThat(build("--target", "build", "--cache-from", cache))
        .contains("4 of 4 steps from the cache");
  }

  @Test
  void cacheMountsGoAlongAndStayInTheCacheWhileNobodyNeedsThem() throws IOException {
    String cache = "type=registry,ref=" + registry.domain() + "/carried:cache";
    String all = cache + ",mode=max,mounts=true";
    build("--cache-to", all);
    useANewStore();
    assertThat(build("--cache-from", cache, "--cache-to", all))
        .contains("5 of 5 steps from the cache");
    assertThat(drydock.store().resolve("caches")).isEmptyDirectory();

    useANewStore();
    Path dockerfile = context.resolve("Dockerfile");
    Files.writeString(
        dockerfile, Files.readString(dockerfile).replace("echo ran", "echo ran again"));
    build("--target", "build", "--cache-from", cache, "-o", "type=local,dest=out");
    assertThat(context.resolve("out/work/log")).hasContent("ran\nran again\n");
  }

  @Test
  void aDirectoryHandsAllStepsOn() throws IOException {
    build(
        "--cache-to", "type=local,dest=" + caches + "/new,mode=max,compression=zstd,mounts=/cache");
    assertThat(caches.resolve("new/index.json"))
        .content()
        .contains("application/vnd.oci.image.manifest.v1+json", "latest");
    useANewStore();
    assertThat(build("--cache-from", "type=local,src=" + caches + "/new"))
        .contains("5 of 5 steps from the cache");

    long before = bytesBelow(caches.resolve("new/blobs"));
    Files.writeString(context.resolve("file.txt"), "other\n");
    build("--cache-to", "type=local,dest=" + caches + "/new,mode=min,reset=true");
    assertThat(bytesBelow(caches.resolve("new/blobs"))).isLessThan(before);
  }

  @Test
  void olderFormsOfTheCacheAreReadToo() {
    build(
        "--cache-to", "type=local,dest=" + caches + "/old,mode=max,image-manifest=false",
        "--cache-to", "type=local,dest=" + caches + "/older,mode=max,oci-mediatypes=false");
    for (String each : List.of("old", "older")) {
      useANewStore();
      assertThat(build("--cache-from", "type=local,src=" + caches + "/" + each))
          .contains("5 of 5 steps from the cache");
    }
  }

  /** The digests are those that a BuildKit wrote for the same Dockerfile. */
  @Test
  void buildKitKnowsTheStepsByItsOwnKeys() throws IOException {
    Files.writeString(context.resolve("file.txt"), "hello\n");
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM %s/busybox
        RUN echo one >/one
        WORKDIR /work
        COPY file.txt ./
        RUN cat file.txt >two && echo "<&>"
        """
            .formatted(registry.domain()));
    build("--network=none", "--cache-to", "type=local,dest=" + caches + "/llb,mode=max");
    assertThat(document(caches.resolve("llb")))
        .contains(
            "bc1103a05cac581ce3638db1923e374349b5e7878817317f4611ca9480d867d7",
            "759e89c7961b764dd40c0bcd68607b71f414c3db016f448be9b096abbf93232d",
            "c24a47b576469b52903dd7e5045a62fee5855b447dee1771d67b829458d2c08e",
            "95ef8e8559c203199a8713e1fa64ddb330bde70919387bca565a99317a71748f",
            "037c9855e778867ddda1f738600af1a4e47dabfdfbed51fe55190a72350cebff");
  }

  /** The cache document in a layout. */
  private static String document(Path layout) throws IOException {
    try (var files = Files.list(layout.resolve("blobs/sha256"))) {
      for (Path each : files.toList()) {
        String text = Files.readString(each, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.startsWith("{") && text.contains("\"records\"")) {
          return text;
        }
      }
    }
    return "";
  }

  @Test
  void anImageCarriesItsOwnCache() {
    String name = registry.domain() + "/inline:latest";
    build("--target", "build", "-t", name, "--cache-to", "type=inline");
    check(drydock.run("push", "-q", name));
    useANewStore();
    assertThat(build("--target", "build", "--cache-from", name))
        .contains("4 of 4 steps from the cache");
  }

  @Test
  void aCacheThatIsNotThereMakesABuildSlowerNotFail() {
    assertThat(build("--cache-from", registry.domain() + "/none:cache", "--target", "build"))
        .contains("importing cache manifest from " + registry.domain() + "/none:cache")
        .contains("not found", "0 of 4 steps from the cache");
  }

  @Test
  void servicesThatAreNotSupportedAreNamed() {
    Drydock.Outcome outcome =
        drydock.run(context, "", Map.of(), "build", "--cache-to", "type=gha,mode=max", ".");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("caches of type gha are not supported; known are registry, local and inline")
        .contains("type=registry,ref=");
  }

  @Test
  void twoBuildsAtOnceRunTheSameStepOnce() throws Exception {
    Process first = startSlowBuild("first");
    awaitLog();
    Process second = startSlowBuild("second");
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(List.of(first.exitValue(), second.exitValue())).containsExactly(0, 0);
    assertThat(log()).isEqualTo("ran\n");
    assertThat(Files.readString(context.resolve("second.err")))
        .contains("waiting for the same step of another build")
        .containsPattern("\\[2/2] RUN .*\\n#\\d+ .*waiting.*\\n#\\d+ CACHED");
  }

  @Test
  void whenTheBuildThatRunsAStepIsKilledTheOtherTakesItUp() throws Exception {
    Process first = startSlowBuild("first");
    awaitLog();
    Process second = startSlowBuild("second");
    Path err = context.resolve("second.err");
    for (int i = 0; i < 400 && !Files.readString(err).contains("waiting for the same"); i++) {
      Thread.sleep(25);
    }
    first.descendants().forEach(ProcessHandle::destroyForcibly);
    first.destroyForcibly();
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(Files.readString(err)).isZero();
    assertThat(log()).isEqualTo("ran\nran\n");
  }

  /** A build whose only step takes two seconds, and tells in a cache mount that it ran. */
  private Process startSlowBuild(String name) throws IOException {
    Path dockerfile =
        Files.writeString(
            context.resolve("slow"),
            "FROM "
                + registry.domain()
                + "/busybox\nRUN --mount=type=cache,id=slow,target=/c echo ran >>/c/log; sleep 2\n");
    return drydock.start(
        context,
        context.resolve(name + ".out"),
        context.resolve(name + ".err"),
        Map.of(),
        "build",
        "--progress=plain",
        "-f",
        dockerfile.toString(),
        ".");
  }

  private void awaitLog() throws Exception {
    for (int i = 0; i < 800 && log().isEmpty(); i++) {
      Thread.sleep(25);
    }
  }

  /** What the steps of slow builds left. */
  private String log() throws IOException {
    Path caches = drydock.store().resolve("caches");
    if (!Files.isDirectory(caches)) {
      return "";
    }
    try (var files = Files.walk(caches)) {
      for (Path each : files.filter(file -> file.endsWith("data/log")).toList()) {
        return Files.readString(each);
      }
    }
    return "";
  }

  @Test
  void aStageThatComesOutTheSameDoesNotRebuildWhatFollows() throws IOException {
    Files.writeString(
        context.resolve("Dockerfile"),
        """
        FROM %1$s/busybox AS build
        COPY file.txt /
        RUN wc -l </file.txt >/lines
        FROM %1$s/busybox
        COPY --from=build /lines /
        RUN --mount=type=bind,from=build,source=/lines,target=/l cat /l >/copied
        RUN cat /lines
        """
            .formatted(registry.domain()));
    build();
    Files.writeString(context.resolve("file.txt"), "one line as before\n");
    Matcher cached = Pattern.compile("(\\d) of (\\d) steps from the cache").matcher(build());
    assertThat(cached.find()).isTrue();
    assertThat(cached.group()).isEqualTo("3 of 5 steps from the cache");
  }

  @Test
  void aBuildExplainsWhatChangedSinceTheLastOne() throws IOException {
    build();
    Files.writeString(context.resolve("file.txt"), "edited\n");
    assertThat(build("--explain"))
        .contains(
            """
            CACHED  [build 2/5] WORKDIR /work
                    nothing that it depends on changed
            RAN     [build 3/5] COPY file.txt ./
                    since this was built last:
                      file file.txt changed
            """)
        .contains("what it is based on changed: [build 3/5] COPY file.txt ./\n");
    Drydock.Outcome json =
        check(drydock.run(context, "", Map.of(), "build", "-q", "--explain=json", "."));
    assertThat(json.out()).contains("\"cached\": true").doesNotContain("\"cached\": false");
  }

  private long bytesIn(String part) throws IOException {
    return bytesBelow(drydock.store().resolve(part));
  }

  private static long bytesBelow(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
    }
  }
}
