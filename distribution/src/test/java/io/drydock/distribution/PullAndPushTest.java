package io.drydock.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.RetryPolicy;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Fault;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole images from one store over a registry to another. */
class PullAndPushTest {
  @TempDir static Path directory;
  private static RegistryServer server;

  @TempDir Path work;
  private Store here;
  private Store there;
  private FlakyProxy proxy;
  private Registries registries;
  private final List<TransferEvent> events = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void start() throws Exception {
    server = RegistryServer.start(directory);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    here = Store.open(work.resolve("here"));
    there = Store.open(work.resolve("there"));
    proxy = new FlakyProxy(server.port());
    registries = open(settings());
  }

  private RegistrySettings settings() {
    return RegistrySettings.plain(Map.of("DOCKER_CONFIG", work.toString()))
        .withRetries(new RetryPolicy(4, Duration.ofMillis(10), Duration.ofSeconds(1)));
  }

  private static Registries open(RegistrySettings settings) {
    return Registries.open(settings, (_, _, _, _, _) -> {});
  }

  @AfterEach
  void close() throws Exception {
    registries.close();
    proxy.close();
    assertThat(errors(here)).isEmpty();
    assertThat(errors(there)).isEmpty();
    here.close();
    there.close();
  }

  private static List<Fault> errors(Store store) {
    return store.collector().check(false).stream()
        .filter(each -> each.severity() == Fault.Severity.ERROR)
        .toList();
  }

  private ImageReference name(String path) {
    return ImageReference.parse(proxy.domain() + "/" + path);
  }

  private Pusher pusher() {
    return new Pusher(registries, here, Pusher.Form.GZIP, events::add);
  }

  private Puller puller() {
    return new Puller(registries, there, events::add);
  }

  private <T extends TransferEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private long requests(String start) {
    return proxy.requests().stream().filter(each -> each.startsWith(start)).count();
  }

  @Test
  void bringsAnImageThereAndBackAsItIs() {
    ImageReference name = name("app:v1");
    Descriptor built = TestImages.tagged(here, name.toString(), 10_000, 300_000);
    Images.Image before = here.images().load(built, Platform.host());

    Pusher.Pushed pushed = pusher().push(name);
    RemoteImage pulled = puller().pull(name, Platform.host());

    assertThat(pulled.target().digest()).isEqualTo(pushed.manifest().digest());
    assertThat(pulled.image().id()).isEqualTo(before.id());
    assertThat(pulled.image().manifest().layers())
        .allMatch(each -> each.mediaType().equals(MediaTypes.OCI_LAYER_GZIP));
    for (Digest diffId : before.config().diffIds()) {
      assertThat(there.layers().tar(Layers.Id.of(diffId)).digest()).isEqualTo(diffId);
    }
    assertThat(there.images().find(name)).isPresent();
  }

  @Test
  void letsTheLocalNamesPointAtWhatWasPushed() {
    ImageReference name = name("renamed:v1");
    Descriptor built = TestImages.tagged(here, name.toString(), 5000);
    here.images().tag(ImageReference.parse("also:here"), built);

    Pusher.Pushed pushed = pusher().push(name);

    assertThat(here.images().list())
        .hasSize(2)
        .allMatch(each -> each.target().digest().equals(pushed.manifest().digest()));
  }

  @Test
  void sendsNothingTwice() {
    ImageReference name = name("twice:v1");
    TestImages.tagged(here, name.toString(), 20_000, 30_000);
    pusher().push(name);
    long uploads = requests("PATCH");
    here.images().tag(name("twice:v2"), here.images().find(name).orElseThrow().target());
    events.clear();

    Pusher.Pushed again = pusher().push(name("twice:v2"));

    assertThat(requests("PATCH")).isEqualTo(uploads);
    assertThat(events(TransferEvent.Exists.class)).hasSize(2);
    assertThat(again.manifest()).isEqualTo(here.images().find(name).orElseThrow().target().bare());
  }

  @Test
  void buildsAgainAndFindsTheCompressedLayers() {
    ImageReference name = name("rebuilt:v1");
    TestImages.tagged(here, name.toString(), 40_000);
    Pusher.Pushed first = pusher().push(name);
    TestImages.tagged(here, name.toString(), 40_000);
    long uploads = requests("PATCH");
    assertThat(pusher().push(name).manifest()).isEqualTo(first.manifest());
    assertThat(requests("PATCH")).isEqualTo(uploads);
  }

  @Test
  void mountsLayersThatAnotherRepositoryHas() {
    TestImages.tagged(here, name("mount-a").toString(), 50_000);
    pusher().push(name("mount-a"));
    TestImages.tagged(here, name("mount-b").toString(), 50_000, 600);
    events.clear();

    pusher().push(name("mount-b"));

    assertThat(events(TransferEvent.Mounted.class))
        .singleElement()
        .extracting(TransferEvent.Mounted::from)
        .isEqualTo("mount-a");
  }

  @Test
  void pushesDockersTypesWhereTheImageHasThem() {
    ImageReference name = name("docker-types");
    Descriptor built = TestImages.make(here, Platform.host(), MediaTypes.DOCKER_MANIFEST, 7000);
    here.images().tag(name.withDefaultTag(), built);
    Pusher.Pushed pushed = pusher().push(name);
    RawManifest raw = registries.repository(name).manifest(pushed.manifest().digest().toString());
    assertThat(raw.descriptor().mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(raw.manifest().layers().getFirst().mediaType())
        .isEqualTo(MediaTypes.DOCKER_LAYER_GZIP);
  }

  @Test
  void compressesWithZstdWhenAsked() {
    ImageReference name = name("zstd");
    Descriptor built = TestImages.make(here, Platform.host(), MediaTypes.DOCKER_MANIFEST, 70_000);
    here.images().tag(name.withDefaultTag(), built);

    new Pusher(registries, here, Pusher.Form.ZSTD, events::add).push(name);
    RemoteImage pulled = puller().pull(name, Platform.host());

    assertThat(pulled.target().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    assertThat(pulled.image().manifest().layers().getFirst().mediaType())
        .isEqualTo(MediaTypes.OCI_LAYER_ZSTD);
    Digest diffId = pulled.image().config().diffIds().getFirst();
    assertThat(there.layers().tar(Layers.Id.of(diffId)).digest()).isEqualTo(diffId);
  }

  private Descriptor index(Platform... platforms) {
    var manifests = new ArrayList<Descriptor>();
    for (Platform each : platforms) {
      manifests.add(
          TestImages.make(here, each, 1000 + each.toString().length()).withPlatform(each));
    }
    byte[] raw = new ImageIndex(manifests).toBytes();
    return new Descriptor(MediaTypes.OCI_INDEX, here.blobs().put(raw), raw.length);
  }

  @Test
  void pushesAllPlatformsAndPullsOne() {
    ImageReference name = name("multi:v1");
    Platform arm = Platform.parse("linux/arm64");
    here.images().tag(name, index(Platform.parse("linux/amd64"), arm));

    Pusher.Pushed pushed = pusher().push(name);
    RemoteImage pulled = puller().pull(name, arm);

    assertThat(pushed.partial()).isFalse();
    assertThat(pulled.target().mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
    assertThat(pulled.target().digest()).isEqualTo(pushed.manifest().digest());
    assertThat(pulled.image().config().platform()).isEqualTo(arm);
    assertThatThrownBy(() -> puller().pull(name, Platform.parse("linux/s390x")))
        .hasMessageStartingWith(
            "no matching manifest for linux/s390x in the manifest list entries");
  }

  @Test
  void pushesTheOnlyPlatformThatIsHere() {
    ImageReference name = name("partial:v1");
    Platform arm = Platform.parse("linux/arm64");
    here.images().tag(name, index(Platform.parse("linux/amd64"), arm));
    pusher().push(name);
    puller().pull(name, arm);
    ImageReference copy = name("partial-copy:v1");
    there.images().tag(copy, there.images().find(name).orElseThrow().target());

    Pusher.Pushed pushed = new Pusher(registries, there, Pusher.Form.GZIP, events::add).push(copy);

    assertThat(pushed.partial()).isTrue();
    assertThat(pushed.manifest().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
  }

  @Test
  void refusesAnImageForAnotherPlatform() {
    ImageReference name = name("other:v1");
    here.images().tag(name, TestImages.make(here, Platform.parse("linux/ppc64le"), 900));
    pusher().push(name);
    assertThatThrownBy(() -> puller().pull(name, Platform.parse("linux/arm64")))
        .hasMessageContaining(
            "was found but its platform (linux/ppc64le) does not match the specified platform"
                + " (linux/arm64)");
    assertThat(there.images().list()).isEmpty();
  }

  @Test
  void takesUpABrokenDownload() {
    ImageReference name = name("resumed:v1");
    TestImages.tagged(here, name.toString(), 3_000_000);
    pusher().push(name);
    proxy.cutAnswer(line -> line.startsWith("GET") && line.contains("/blobs/"), 1_000_000);
    proxy.cutAnswer(line -> line.startsWith("GET") && line.contains("/blobs/"), 1_000_000);

    puller().resolve(name, Platform.host());
    puller().pull(name, Platform.host());

    assertThat(proxy.requests())
        .anyMatch(each -> each.matches("(?i).*/blobs/.*range: bytes=[1-9].*"));
  }

  @Test
  void takesUpADownloadThatAnotherCommandBegan() {
    ImageReference name = name("later:v1");
    TestImages.tagged(here, name.toString(), 4_000_000);
    Descriptor layer =
        registries
            .repository(name)
            .manifest(pusher().push(name).manifest().digest().toString())
            .manifest()
            .layers()
            .getFirst();
    proxy.cutAnswer(line -> line.contains("/blobs/" + layer.digest()), 2_000_000);
    proxy.answer(
        line -> line.contains("/blobs/" + layer.digest()),
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 0");
    assertThatThrownBy(() -> puller().pull(name, Platform.host()))
        .hasMessage("denied: requested access to the resource is denied")
        .extracting(e -> ((DrydockException) e).kind())
        .isEqualTo(ErrorKind.FORBIDDEN);
    assertThat(there.images().list()).isEmpty();

    puller().pull(name, Platform.host());

    assertThat(proxy.requests().getLast()).containsIgnoringCase("range: bytes=");
  }

  @Test
  void storesNothingOfABlobThatIsNotWhatItsDigestSays() throws Exception {
    ImageReference name = name("hostile:v1");
    TestImages.tagged(here, name.toString(), 90_000);
    Digest layer =
        registries
            .repository(name)
            .manifest(pusher().push(name).manifest().digest().toString())
            .manifest()
            .layers()
            .getFirst()
            .digest();
    Path file =
        directory.resolve(
            "data/docker/registry/v2/blobs/sha256/"
                + layer.encoded().substring(0, 2)
                + "/"
                + layer.encoded()
                + "/data");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);

    assertThatThrownBy(() -> puller().pull(name, Platform.host()))
        .hasMessageContaining(layer.toString())
        .extracting(e -> ((DrydockException) e).kind())
        .isEqualTo(ErrorKind.CORRUPT);

    assertThat(there.blobs().contains(layer)).isFalse();
    assertThat(there.images().list()).isEmpty();
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    puller().pull(name, Platform.host());
  }

  @Test
  void skipsLayersThatAreHereInAnotherForm() {
    ImageReference gzip = name("form-gzip:v1");
    ImageReference zstd = name("form-zstd:v1");
    Descriptor built = TestImages.tagged(here, gzip.toString(), 60_000);
    here.images().tag(zstd, built);
    pusher().push(gzip);
    here.images().tag(zstd, built);
    new Pusher(registries, here, Pusher.Form.ZSTD, events::add).push(zstd);
    puller().pull(gzip, Platform.host());
    events.clear();

    RemoteImage pulled = puller().pull(zstd, Platform.host());

    assertThat(events(TransferEvent.Exists.class)).hasSize(1);
    assertThat(there.blobs().contains(pulled.image().manifest().layers().getFirst().digest()))
        .isFalse();
    ImageReference copy = name("form-copy:v1");
    there.images().tag(copy, pulled.target());
    Pusher.Pushed pushed = new Pusher(registries, there, Pusher.Form.GZIP, events::add).push(copy);
    assertThat(pushed.manifest().digest()).isEqualTo(pulled.target().digest());
  }

  @Test
  void fetchesLayersOnlyWhenTheyAreWanted() {
    ImageReference name = name("lazy:v1");
    TestImages.tagged(here, name.toString(), 11_000, 12_000);
    pusher().push(name);
    RemoteImage remote = puller().resolve(name, Platform.host());
    List<Descriptor> layers = remote.image().manifest().layers();
    assertThat(layers).noneMatch(each -> there.blobs().contains(each.digest()));
    Digest second = remote.image().config().diffIds().get(1);

    puller().fetch(remote, Set.of(second));

    assertThat(there.blobs().contains(layers.get(0).digest())).isFalse();
    assertThat(there.layers().contains(Layers.Id.of(second))).isTrue();
  }

  @Test
  void pullsAllTagsAndPushesThemAll() {
    Descriptor one = TestImages.tagged(here, name("all:one").toString(), 1500);
    here.images().tag(name("all:two"), one);
    assertThat(pusher().pushAll(name("all"))).hasSize(2);
    assertThat(puller().pullAll(name("all"), Platform.host()))
        .extracting(each -> each.reference().tag().orElse(""))
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void pullsByDigestAlone() {
    ImageReference name = name("pinned:v1");
    TestImages.tagged(here, name.toString(), 2500);
    Digest digest = pusher().push(name).manifest().digest();
    ImageReference pinned = name("pinned@" + digest);
    puller().pull(pinned, Platform.host());
    assertThat(there.images().find(pinned)).isPresent();
  }

  @Test
  void wordsWhatIsNotThereAsDockerDoes() {
    ImageReference name = name("none:v9");
    assertThatThrownBy(() -> puller().pull(name, Platform.host()))
        .hasMessage("manifest for " + name + " not found: manifest unknown: manifest unknown")
        .extracting(e -> ((DrydockException) e).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThatThrownBy(() -> pusher().push(name))
        .hasMessage("An image does not exist locally with the tag: " + proxy.domain() + "/none");
  }

  @Test
  void asksMirrorsFirstAndTheRegistryWhereTheyFail() throws Exception {
    ImageReference name = name("mirrored:v1");
    TestImages.tagged(here, name.toString(), 2600);
    pusher().push(name);
    try (var mirror = new FlakyProxy(server.port())) {
      var settings =
          settings()
              .withMirrors(
                  List.of(
                      new Mirror(
                          proxy.domain(),
                          URI.create("http://127.0.0.1:" + RegistryServer.freePort() + "/")),
                      new Mirror(proxy.domain(), URI.create("http://" + mirror.domain() + "/"))));
      long before = proxy.requests().size();
      try (Registries mirrored = open(settings)) {
        new Puller(mirrored, there, TransferListener.NONE).pull(name, Platform.host());
      }
      assertThat(mirror.requests()).anyMatch(each -> each.contains("/blobs/"));
      assertThat(proxy.requests().subList((int) before, proxy.requests().size()))
          .allMatch(each -> each.startsWith("GET /v2/ "));
    }
  }
}
