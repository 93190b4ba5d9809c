package io.drydock.store;

import static io.drydock.store.TestImages.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of images behave as docker's do, and stand in the layout as other tools expect them. */
class ImagesTest {
  @TempDir Path directory;
  private Store store;
  private Images images;

  @BeforeEach
  void open() {
    store = Store.open(directory.resolve("store"));
    images = store.images();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aTaggedImageIsFoundByItsNames() {
    Descriptor image = TestImages.image(store, "one");
    images.tag(name("shop/api"), image);
    assertThat(images.find(name("shop/api:latest")).orElseThrow().target()).isEqualTo(image);
    assertThat(images.find(name("shop/api:other"))).isEmpty();
    Images.Image loaded = images.load(image, TestImages.PLATFORM);
    assertThat(images.resolve(loaded.id().encoded()).target()).isEqualTo(image);
    assertThat(images.resolve(loaded.id().toString()).target()).isEqualTo(image);
    assertThat(images.resolve(loaded.id().shortHex()).target()).isEqualTo(image);
    assertThat(images.resolve(image.digest().encoded().substring(0, 9)).target()).isEqualTo(image);
    assertThat(images.find(name("shop/api@" + image.digest()))).isPresent();
  }

  @Test
  void aNameThatMovesLeavesItsImageWithoutOne() {
    Descriptor first = TestImages.image(store, "one");
    Descriptor second = TestImages.image(store, "two");
    images.tag(name("a"), first);
    images.tag(name("a"), second);
    assertThat(images.list()).extracting(Images.Entry::target).containsExactly(first, second);
    assertThat(images.list().getFirst().name()).isEmpty();
    images.tag(name("b"), first);
    assertThat(images.list())
        .extracting(each -> each.name().orElseThrow().familiar())
        .containsExactly("a:latest", "b:latest");
  }

  @Test
  void theLastNameTakesTheEntryWithIt() {
    Descriptor image = TestImages.image(store, "one");
    images.tag(name("a"), image);
    images.tag(name("b"), image);
    assertThat(images.untag(name("a"))).isPresent();
    assertThat(images.untag(name("a"))).isEmpty();
    assertThat(images.remove(image.digest())).hasSize(1);
    assertThat(images.list()).isEmpty();
  }

  @Test
  void anUnknownImageIsNamedAsDockerDoes() {
    assertThatThrownBy(() -> images.resolve("nope"))
        .isInstanceOfSatisfying(
            DrydockException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND))
        .hasMessage("No such image: nope:latest");
  }

  @Test
  void anImageWhoseManifestIsMissingGetsNoName() {
    var missing = new Descriptor(MediaTypes.OCI_MANIFEST, Digest.of(new byte[] {1}), 1);
    assertThatThrownBy(() -> images.tag(name("a"), missing)).isInstanceOf(DrydockException.class);
    assertThat(images.list()).isEmpty();
  }

  @Test
  void theLayoutIsWhatOtherToolsRead() throws IOException {
    Descriptor image = TestImages.image(store, "one");
    images.tag(name("registry.example/a/b:1"), image);
    JsonObject layout =
        Json.object(Files.readAllBytes(store.root().resolve("oci-layout")), "layout");
    assertThat(Json.string(layout, "imageLayoutVersion")).contains("1.0.0");
    JsonObject index = Json.object(Files.readAllBytes(store.root().resolve("index.json")), "index");
    JsonObject entry = Json.children(index, "manifests").getFirst();
    assertThat(Json.stringMap(entry, "annotations"))
        .containsEntry("org.opencontainers.image.ref.name", "registry.example/a/b:1")
        .containsEntry("io.containerd.image.name", "registry.example/a/b:1");
  }

  @Test
  void entriesOfOtherToolsStay() throws IOException {
    Descriptor image = TestImages.image(store, "one");
    String foreign =
        """
        {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,
        "annotations":{"org.opencontainers.image.ref.name":"UPPER not a name","x":"y"}}]}
        """
            .formatted(image.mediaType(), image.digest(), image.size());
    Files.writeString(store.root().resolve("index.json"), foreign);
    assertThat(images.list()).singleElement().matches(each -> each.name().isEmpty());
    images.tag(name("b"), TestImages.image(store, "two"));
    assertThat(Files.readString(store.root().resolve("index.json")))
        .contains("UPPER not a name")
        .contains("\"x\":\"y\"");
  }

  @Test
  void anUnnamedImageIsKeptOnce() {
    Descriptor image = TestImages.image(store, "one");
    images.keep(image);
    images.keep(image);
    assertThat(images.list()).hasSize(1);
    images.tag(name("a"), image);
    assertThat(images.list()).hasSize(1);
    images.keep(image);
    assertThat(images.list()).extracting(Images.Entry::target).isEqualTo(List.of(image));
  }
}
