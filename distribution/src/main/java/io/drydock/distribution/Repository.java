package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.Body;
import io.drydock.distribution.transport.Call;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.distribution.transport.Reply;
import io.drydock.distribution.transport.Scope;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.MediaTypes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One repository of a registry: its manifests, blobs and tags. */
public final class Repository {
  private static final String ACCEPT =
      String.join(
          ", ",
          MediaTypes.OCI_INDEX,
          MediaTypes.OCI_MANIFEST,
          MediaTypes.DOCKER_INDEX,
          MediaTypes.DOCKER_MANIFEST);

  private final RegistryClient registry;
  private final String path;

  Repository(RegistryClient registry, String path) {
    this.registry = registry;
    this.path = path;
  }

  public RegistryClient registry() {
    return registry;
  }

  /** Its name on the registry. */
  public String path() {
    return path;
  }

  /** {@code domain/path}, as in image references. */
  public String name() {
    return registry.domain() + "/" + path;
  }

  /** What the tag or digest names now, without its bytes; empty when there is no such manifest. */
  public Optional<Descriptor> find(String reference) {
    Call call = pull("HEAD", "manifests/" + reference).with("Accept", ACCEPT);
    try (Reply reply = registry.ask(call)) {
      if (reply.status() == 404) {
        return Optional.empty();
      }
      Optional<String> digest = reply.header("Docker-Content-Digest").filter(Digest::isValid);
      if (!reply.isSuccess() || digest.isEmpty()) {
        return Optional.of(manifest(reference).descriptor()); // A GET also tells why not.
      }
      return Optional.of(
          new Descriptor(type(reply), Digest.parse(digest.get()), length(reply).orElse(0)));
    }
  }

  /**
   * The manifest or index that the tag or digest names.
   *
   * @throws DrydockException of kind NOT_FOUND, UNAUTHORIZED or FORBIDDEN as docker words it; of
   *     kind CORRUPT when the bytes have not the digest that was asked for
   */
  public RawManifest manifest(String reference) {
    try (Reply reply =
        registry.send(pull("GET", "manifests/" + reference).with("Accept", ACCEPT))) {
      byte[] raw = reply.document();
      Optional<String> expected =
          reference.contains(":")
              ? Optional.of(reference)
              : reply.header("Docker-Content-Digest").filter(Digest::isValid);
      expected.map(Digest::parse).ifPresent(each -> check(raw, each));
      return RawManifest.of(raw, type(reply));
    }
  }

  private void check(byte[] raw, Digest expected) {
    var hash = expected.newHash();
    hash.update(raw);
    if (!expected.matches(hash)) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "manifest verification failed for digest " + expected + " of " + name());
    }
  }

  /** Stores a manifest or index under the tag or digest. */
  public void put(String reference, RawManifest manifest) {
    Call call =
        push("PUT", "manifests/" + reference)
            .with("Content-Type", manifest.descriptor().mediaType())
            .with(new Body.Bytes(manifest.raw()));
    try (Reply reply = registry.send(call)) {
      Optional<String> stored = reply.header("Docker-Content-Digest");
      if (stored.filter(each -> !each.equals(manifest.descriptor().digest().toString())).isPresent()
          && stored.get().startsWith("sha256:")) {
        throw new DrydockException(
            ErrorKind.CORRUPT,
            name() + " stored " + stored.get() + " instead of " + manifest.descriptor().digest());
      }
    }
  }

  public void deleteManifest(Digest digest) {
    registry.send(call("DELETE", "manifests/" + digest, Scope.delete(path))).close();
  }

  public void deleteBlob(Digest digest) {
    registry.send(call("DELETE", "blobs/" + digest, Scope.delete(path))).close();
  }

  /** All tags, as the registry orders them. */
  public List<String> tags() {
    return Pages.read(registry, pull("GET", "tags/list?n=1000"), "tags");
  }

  /** The blob's size in bytes; empty when it is not in this repository. */
  public OptionalLong blobSize(Digest digest) {
    try (Reply reply = registry.ask(pull("HEAD", "blobs/" + digest))) {
      if (reply.status() == 404) {
        return OptionalLong.empty();
      }
      if (!reply.isSuccess()) {
        throw RegistryError.of(reply);
      }
      return OptionalLong.of(length(reply).orElse(0));
    }
  }

  /**
   * The blob from the offset on; the status tells whether the registry took notice of it (206) or
   * begins at the beginning (200).
   */
  Reply blob(Digest digest, long offset) {
    Call call = pull("GET", "blobs/" + digest);
    return registry.send(offset == 0 ? call : call.with("Range", "bytes=" + offset + "-"));
  }

  /**
   * A small blob, as an image's config.
   *
   * @throws io.drydock.core.DrydockException of kind CORRUPT when it is not what the digest says
   */
  public byte[] read(Descriptor blob) {
    try (Reply reply = blob(blob.digest(), 0)) {
      byte[] content = reply.document();
      if (!Digest.of(content).equals(blob.digest())) {
        throw new DrydockException(
            ErrorKind.CORRUPT, "the content of " + blob.digest() + " has another digest");
      }
      return content;
    }
  }

  /**
   * What refers to the manifest: signatures, bills of material.
   *
   * @param artifactType only of this type; empty for all
   */
  public ImageIndex referrers(Digest subject, String artifactType) {
    String query =
        artifactType.isEmpty()
            ? ""
            : "?artifactType=" + URLEncoder.encode(artifactType, StandardCharsets.UTF_8);
    ImageIndex found = referrersByApi(subject, query).orElseGet(() -> referrersByTag(subject));
    return artifactType.isEmpty()
        ? found
        : new ImageIndex(
            found.manifests().stream()
                .filter(each -> each.artifactType().equals(artifactType))
                .toList());
  }

  private Optional<ImageIndex> referrersByApi(Digest subject, String query) {
    Call call = pull("GET", "referrers/" + subject + query).with("Accept", MediaTypes.OCI_INDEX);
    try (Reply reply = registry.ask(call)) {
      boolean answered = reply.isSuccess() && type(reply).equals(MediaTypes.OCI_INDEX);
      return answered ? Optional.of(ImageIndex.parse(reply.document())) : Optional.empty();
    }
  }

  /** Registries without the API keep the list under a tag ("Referrers Tag Schema"). */
  private ImageIndex referrersByTag(Digest subject) {
    String tag = subject.algorithm() + "-" + subject.encoded();
    try {
      return manifest(tag.substring(0, Math.min(128, tag.length()))).index();
    } catch (RegistryError e) {
      if (e.status() == 404) {
        return new ImageIndex(List.of());
      }
      throw e;
    }
  }

  Call pull(String method, String rest) {
    return call(method, rest, Scope.pull(path));
  }

  Call push(String method, String rest) {
    return call(method, rest, Scope.push(path));
  }

  private Call call(String method, String rest, Scope scope) {
    return Call.of(method, registry.uri(path + "/" + rest), Set.of(scope));
  }

  private static String type(Reply reply) {
    String type = reply.header("Content-Type").orElse("");
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
  }

  static OptionalLong length(Reply reply) {
    return reply.headers().firstValueAsLong("Content-Length");
  }
}
