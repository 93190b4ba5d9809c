package io.drydock.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs written for Kaniko ask for. */
class ExecutorTest {
  private static final String DOCKERFILE =
      """
      FROM scratch AS base
      COPY busybox /bin/
      RUN ["/bin/busybox", "--install", "-s", "/bin"]
      FROM base AS build
      ARG WHO=nobody
      COPY file.txt /work/
      RUN --mount=type=cache,target=/cache echo $WHO >/work/who && echo kept >>/cache/n && rm /bin/vi
      FROM scratch
      COPY --from=build /work /
      """;

  @TempDir Path folder;
  private Path context;
  private Drydock drydock;

  @BeforeEach
  void prepare() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    Path busybox = Path.of("/bin/busybox");
    assumeTrue(Files.isExecutable(busybox), "needs the package busybox-static");
    context = Files.createDirectory(folder.resolve("context"));
    Files.copy(busybox.toRealPath(), context.resolve("busybox"));
    Files.writeString(context.resolve("file.txt"), "content\n");
    Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
    drydock = new Drydock(folder.resolve("store"));
  }

  private Drydock.Outcome execute(Map<String, String> environment, String... flags) {
    var words = new ArrayList<>(List.of("executor", "--context=dir://" + context));
    words.addAll(List.of(flags));
    return drydock.run(folder, "", environment, words.toArray(String[]::new));
  }

  private static String digestOf(String domain, String repository, String tag) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://" + domain + "/v2/" + repository + "/manifests/" + tag))
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .build();
    try (var client = HttpClient.newHttpClient()) {
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      return reply.headers().firstValue("Docker-Content-Digest").orElse("");
    }
  }

  /** As a job of GitLab's would, in a container without any rights. */
  @Test
  void aContainerWithoutRightsBuildsPushesAndUsesTheCacheOfAnother() throws Exception {
    try (Registry registry = Registry.start(folder.resolve("registry"))) {
      String script =
          """
          %1$s/drydock --root /s system check | grep isolation
          %1$s/drydock --root /s executor --context dir://%2$s --destination %3$s/team/app:1 --cache \
            --build-arg WHO=job --digest-file /digest && cat /digest
          """
              .formatted(Drydock.home(), context, registry.domain());
      Drydock.Outcome first = new Container(folder.resolve("one")).run(script);
      assertThat(first.code()).as(first.all()).isZero();
      assertThat(first.out())
          .contains("isolation of build steps: chroot")
          .contains("(isolation chroot)")
          .containsPattern("sha256:[0-9a-f]{64}$")
          .endsWith(digestOf(registry.domain(), "team/app", "1"));
      Drydock.Outcome second = new Container(folder.resolve("two")).run(script);
      assertThat(second.code()).as(second.all()).isZero();
      assertThat(second.out()).contains("5 of 5 steps from the cache");
    }
  }

  @Test
  void destinationsAreManyAndTheirDigestIsWritten() throws Exception {
    try (Registry registry = Registry.start(folder.resolve("registry"))) {
      String name = registry.domain() + "/team/app";
      Drydock.Outcome outcome =
          execute(
              Map.of(),
              "--destination=" + name + ":1",
              "--destination=" + name + ":latest",
              "--digest-file=digest",
              "--image-name-with-digest-file=names",
              "--image-name-tag-with-digest-file=tags",
              "--oci-layout-path=layout",
              "--tar-path=image.tar",
              "--label=a=b",
              "--snapshot-mode=redo",
              "--use-new-run",
              "--verbosity=debug");
      assertThat(outcome.code()).as(outcome.all()).isZero();
      String digest = Files.readString(folder.resolve("digest"));
      assertThat(digest)
          .startsWith("sha256:")
          .isEqualTo(digestOf(registry.domain(), "team/app", "1"))
          .isEqualTo(digestOf(registry.domain(), "team/app", "latest"));
      assertThat(folder.resolve("names")).hasContent((name + "@" + digest + "\n").repeat(2));
      assertThat(folder.resolve("tags"))
          .hasContent(name + ":1@" + digest + "\n" + name + ":latest@" + digest + "\n");
      assertThat(folder.resolve("layout/index.json")).exists();
      assertThat(folder.resolve("image.tar")).isNotEmptyFile();
      assertThat(outcome.err())
          .contains("note: --snapshot-mode changes nothing: only what a step changed is looked at")
          .contains("note: --use-new-run changes nothing");
    }
  }

  @Test
  void twoReproducibleBuildsHaveOneDigest() throws Exception {
    for (String each : List.of("one", "two")) {
      drydock = new Drydock(folder.resolve(each));
      Drydock.Outcome outcome =
          execute(
              Map.of("KANIKO_NO_PUSH", "true"),
              "--destination=example.org/app",
              "--reproducible",
              "--digest-file=digest-" + each);
      assertThat(outcome.code()).as(outcome.all()).isZero();
    }
    assertThat(folder.resolve("digest-one")).isNotEmptyFile();
    assertThat(folder.resolve("digest-one")).hasSameTextualContentAs(folder.resolve("digest-two"));
  }

  @Test
  void archivesAreContextsToo() throws Exception {
    Drydock.Outcome packed =
        Commands.run(
            List.of("tar", "-C", context.toString(), "-czf", folder + "/context.tar.gz", "."));
    assertThat(packed.code()).isZero();
    Drydock.Outcome outcome =
        drydock.run(
            folder,
            "",
            Map.of(),
            "executor",
            "--context=tar://" + folder + "/context.tar.gz",
            "--no-push",
            "--target=build");
    assertThat(outcome.code()).as(outcome.all()).isZero();
  }

  @Test
  void whatCannotBeIsSaidBeforeAnythingIsDone() {
    assertThat(execute(Map.of()).all())
        .contains("you must provide --destination, or use --no-push");
    assertThat(words("--context=s3://bucket/context.tar.gz"))
        .contains("a context in Amazon S3", "tar://stdin");
    assertThat(words("--context=gs://bucket/context.tar.gz")).contains("Google Cloud Storage");
    assertThat(words("--context=https://me.blob.core.windows.net/c/x.tgz")).contains("Azure");
    assertThat(words("--context-sub-path=../..")).contains("leads out of the context");
    assertThat(words("--target=a,b")).contains("one image is of one stage");
  }

  /** The call as one of build: what each flag becomes. */
  @Test
  void theWordsOfBuildCanBeSeen() {
    assertThat(
            words(
                "--context=git://example.org/me/app.git#refs/heads/main",
                "--context-sub-path=sub",
                "--insecure-registry=reg.local:5000",
                "--registry-mirror=mirror.local",
                "--registry-map=index.docker.io=other.local;ghcr.io=third.local",
                "--custom-platform=linux/arm64",
                "--compression=zstd",
                "--compression-level=7"))
        .startsWith("drydock build ")
        .contains("https://example.org/me/app.git#refs/heads/main:sub")
        .contains("--insecure-registry reg.local:5000")
        .contains("--registry-mirror https://mirror.local")
        .contains("docker.io=https://other.local", "ghcr.io=https://third.local")
        .contains("--platform linux/arm64")
        .contains("compression=zstd,force-compression=true,compression-level=7");
    assertThat(words("--cache", "--cache-repo=reg.local/cache", "--no-push-cache"))
        .contains("--cache-from type=registry,ref=reg.local/cache")
        .doesNotContain("--cache-to");
    assertThat(words("--git=branch=side", "--context=git://example.org/me/app.git"))
        .contains("https://example.org/me/app.git#side");
  }

  private String words(String... flags) {
    var all = new ArrayList<>(List.of("--no-push", "--dryrun"));
    all.addAll(List.of(flags));
    return execute(Map.of(), all.toArray(String[]::new)).all();
  }
}
