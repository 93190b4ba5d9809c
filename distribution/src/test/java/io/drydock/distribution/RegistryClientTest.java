package io.drydock.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.RetryPolicy;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against an open registry, with and without a network that breaks. */
class RegistryClientTest {
  @TempDir static Path directory;
  private static RegistryServer server;
  private final List<String> waits = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void start() throws Exception {
    server = RegistryServer.start(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private Registries open() {
    return open(RegistrySettings.plain(Map.of("DOCKER_CONFIG", directory.toString())));
  }

  private Registries open(RegistrySettings settings) {
    return Registries.open(
        settings.withRetries(new RetryPolicy(4, Duration.ofMillis(20), Duration.ofSeconds(2))),
        (what, reason, wait, attempt, attempts) -> waits.add(what + ": " + reason + " " + wait));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Descriptor describe(byte[] bytes) {
    return new Descriptor("application/octet-stream", Digest.of(bytes), bytes.length);
  }

  private static UploadBody body(byte[] bytes) {
    return new UploadBody(() -> new ByteArrayInputStream(bytes), _ -> {});
  }

  private static void push(Registries registries, Repository repository, byte[] bytes) {
    new BlobUpload(registries.network(), repository).send(describe(bytes), body(bytes));
  }

  private static RawManifest pushImage(Registries registries, Repository repository, String tag) {
    byte[] config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
    byte[] layer = random(1000);
    push(registries, repository, config);
    push(registries, repository, layer);
    var manifest =
        new ImageManifest(
            new Descriptor(MediaTypes.OCI_CONFIG, Digest.of(config), config.length),
            List.of(new Descriptor(MediaTypes.OCI_LAYER_GZIP, Digest.of(layer), layer.length)),
            Map.of());
    RawManifest raw = RawManifest.of(manifest.toBytes(), MediaTypes.OCI_MANIFEST);
    repository.put(tag, raw);
    return raw;
  }

  @Test
  void answersPingAndKeepsManifestsByteByByte() {
    try (Registries registries = open()) {
      RegistryClient registry = registries.at(server.domain());
      registry.ping();
      Repository repository = registry.repository("team/manifests");
      RawManifest pushed = pushImage(registries, repository, "one");

      RawManifest pulled = repository.manifest("one");

      assertThat(pulled.raw()).isEqualTo(pushed.raw());
      assertThat(repository.find("one")).contains(pushed.descriptor());
      assertThat(repository.manifest(pushed.descriptor().digest().toString()).descriptor())
          .isEqualTo(pushed.descriptor());
      assertThat(repository.find("two")).isEmpty();
      assertThat(registry.catalog()).contains("team/manifests");
    }
  }

  @Test
  void wordsWhatIsMissingAsTheRegistryDoes() {
    try (Registries registries = open()) {
      Repository repository = registries.at(server.domain()).repository("team/none");
      assertThatThrownBy(() -> repository.manifest("latest"))
          .hasMessage("manifest unknown: manifest unknown")
          .extracting(e -> ((DrydockException) e).kind())
          .isEqualTo(ErrorKind.NOT_FOUND);
      assertThatThrownBy(repository::tags)
          .hasMessage("name unknown: repository name not known to registry");
    }
  }

  @Test
  void listsAllTagsPageByPage() {
    try (Registries registries = open()) {
      Repository repository = registries.at(server.domain()).repository("team/tags");
      RawManifest manifest = pushImage(registries, repository, "t0");
      for (int i = 1; i < 5; i++) {
        repository.put("t" + i, manifest);
      }
      var first = repository.pull("GET", "tags/list?n=2");
      assertThat(Pages.read(repository.registry(), first, "tags"))
          .containsExactlyInAnyOrder("t0", "t1", "t2", "t3", "t4");
      assertThat(repository.tags()).hasSize(5);
    }
  }

  @Test
  void deletesManifestsAndBlobs() {
    try (Registries registries = open()) {
      Repository repository = registries.at(server.domain()).repository("team/deleted");
      RawManifest manifest = pushImage(registries, repository, "gone");
      repository.deleteManifest(manifest.descriptor().digest());
      assertThat(repository.find("gone")).isEmpty();
      Digest layer = manifest.manifest().layers().getFirst().digest();
      assertThat(repository.blobSize(layer)).hasValue(1000);
      repository.deleteBlob(layer);
      assertThat(repository.blobSize(layer)).isEmpty();
    }
  }

  @Test
  void mountsABlobFromAnotherRepository() {
    try (Registries registries = open()) {
      RegistryClient registry = registries.at(server.domain());
      byte[] blob = random(5000);
      push(registries, registry.repository("team/source"), blob);
      Repository target = registry.repository("team/target");
      assertThat(target.blobSize(Digest.of(blob))).isEmpty();

      assertThat(new BlobUpload(registries.network(), target).mount(Digest.of(blob), "team/source"))
          .isTrue();
      assertThat(target.blobSize(Digest.of(blob))).hasValue(5000);

      var refused = new BlobUpload(registries.network(), target);
      byte[] unknown = random(77);
      assertThat(refused.mount(Digest.of(unknown), "team/source")).isFalse();
      refused.send(describe(unknown), body(unknown));
      assertThat(target.blobSize(Digest.of(unknown))).hasValue(77);
    }
  }

  @Test
  void findsReferrersByTheFallbackTag() {
    try (Registries registries = open()) {
      Repository repository = registries.at(server.domain()).repository("team/referrers");
      RawManifest manifest = pushImage(registries, repository, "subject");
      Digest subject = manifest.descriptor().digest();
      assertThat(repository.referrers(subject, "").manifests()).isEmpty();
      var attachment =
          new Descriptor(
              MediaTypes.OCI_MANIFEST,
              subject,
              manifest.descriptor().size(),
              List.of(),
              Map.of(),
              java.util.Optional.empty(),
              "application/spdx+json");
      byte[] index = new io.drydock.oci.ImageIndex(List.of(attachment)).toBytes();
      repository.put("sha256-" + subject.encoded(), RawManifest.of(index, MediaTypes.OCI_INDEX));
      assertThat(repository.referrers(subject, "").manifests()).containsExactly(attachment);
      assertThat(repository.referrers(subject, "application/x").manifests()).isEmpty();
    }
  }

  @Test
  void takesUpABrokenUploadWhereItBroke() throws Exception {
    try (var proxy = new FlakyProxy(server.port());
        Registries registries = open()) {
      Repository repository = registries.at(proxy.domain()).repository("team/broken-put");
      byte[] blob = random(6_000_000);
      proxy.cutRequest(line -> line.startsWith("PUT"), 2_000_000);
      proxy.cutRequest(line -> line.startsWith("PATCH"), 1_500_000);

      push(registries, repository, blob);

      assertThat(repository.blobSize(Digest.of(blob))).hasValue(6_000_000);
      assertThat(waits).isNotEmpty().allMatch(each -> each.startsWith("upload of "));
    }
  }

  @Test
  void takesUpABrokenStreamAndStillKnowsItsDigest() throws Exception {
    try (var proxy = new FlakyProxy(server.port());
        Registries registries = open()) {
      Repository repository = registries.at(proxy.domain()).repository("team/broken-stream");
      byte[] blob = random(5_000_000);
      proxy.cutRequest(line -> line.startsWith("PATCH"), 2_500_000);
      proxy.cutAnswer(line -> line.startsWith("PUT"), 0);

      Descriptor stored =
          new BlobUpload(registries.network(), repository)
              .stream(
                  MediaTypes.OCI_LAYER,
                  new UploadBody(() -> new ByteArrayInputStream(blob), _ -> {}),
                  () -> Digest.of(blob));

      assertThat(stored.digest()).isEqualTo(Digest.of(blob));
      assertThat(stored.size()).isEqualTo(5_000_000);
      assertThat(repository.blobSize(stored.digest())).hasValue(5_000_000);
    }
  }

  @Test
  void failsWhereTheLayerItselfCannotBeRead() {
    try (Registries registries = open()) {
      Repository repository = registries.at(server.domain()).repository("team/unreadable");
      var upload = new BlobUpload(registries.network(), repository);
      UploadBody broken =
          new UploadBody(
              () -> {
                throw new java.io.IOException("disk fault");
              },
              _ -> {});
      assertThatThrownBy(
              () -> upload.stream(MediaTypes.OCI_LAYER, broken, () -> Digest.of(new byte[0])))
          .isInstanceOf(DrydockException.class)
          .hasMessageContaining("disk fault");
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    try (var proxy = new FlakyProxy(server.port());
        Registries registries = open()) {
      Repository repository = registries.at(proxy.domain()).repository("team/busy");
      RawManifest pushed = pushImage(registries, repository, "one");
      proxy.answer(
          line -> line.contains("/manifests/"),
          "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0");
      proxy.answer(
          line -> line.contains("/manifests/"),
          "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0");
      proxy.cutAnswer(line -> line.contains("/manifests/"), 10);

      assertThat(repository.manifest("one").raw()).isEqualTo(pushed.raw());

      assertThat(waits).hasSize(3);
      assertThat(waits.get(0)).contains("GET \"http://").contains("HTTP status 429 PT1S");
      assertThat(waits.get(1)).contains("HTTP status 503");
    }
  }

  @Test
  void givesUpAfterAllAttempts() throws Exception {
    try (var proxy = new FlakyProxy(server.port());
        Registries registries = open()) {
      Repository repository = registries.at(proxy.domain()).repository("team/down");
      for (int i = 0; i < 4; i++) {
        proxy.answer(
            line -> line.contains("/manifests/"),
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0");
      }
      assertThatThrownBy(() -> repository.manifest("one"))
          .hasMessageContaining("HTTP status 503")
          .extracting(e -> ((DrydockException) e).kind())
          .isEqualTo(ErrorKind.UNAVAILABLE);
      assertThat(waits).hasSize(3);
    }
  }

  @Test
  void saysAtOnceThatNobodyListens() throws Exception {
    try (Registries registries = open()) {
      String nobody = "127.0.0.1:" + RegistryServer.freePort();
      assertThatThrownBy(() -> registries.at(nobody).ping())
          .hasMessageContaining("dial tcp " + nobody + ": connect: connection refused");
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void followsRedirectsWithoutTellingOthersWhoIsCalling() throws Exception {
    try (var storage = new FlakyProxy(server.port());
        var proxy = new FlakyProxy(server.port());
        Registries registries = open()) {
      Repository repository = registries.at(proxy.domain()).repository("team/moved");
      byte[] blob = random(4000);
      push(registries, repository, blob);
      String target = "http://" + storage.domain() + "/v2/team/moved/blobs/" + Digest.of(blob);
      proxy.answer(
          line -> line.startsWith("GET") && line.contains("/blobs/"),
          "HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: " + target);
      try (var reply = repository.blob(Digest.of(blob), 0)) {
        assertThat(reply.body().readAllBytes()).isEqualTo(blob);
      }
      assertThat(storage.requests()).hasSize(1);
      assertThat(storage.requests().getFirst()).doesNotContainIgnoringCase("authorization");
    }
  }
}
