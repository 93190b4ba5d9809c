package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.Body;
import io.drydock.distribution.transport.Call;
import io.drydock.distribution.transport.Locations;
import io.drydock.distribution.transport.Network;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.distribution.transport.Reply;
import io.drydock.distribution.transport.Scope;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Brings one blob to a repository (distribution specification, "Pushing Blobs"): taken from another
 * repository of the registry, in one request, or as it is made; and resumed where it broke.
 */
final class BlobUpload {
  private final Network network;
  private final Repository repository;
  private URI session = URI.create("");

  BlobUpload(Network network, Repository repository) {
    this.network = network;
    this.repository = repository;
  }

  /**
   * Asks the registry to take the blob from another of its repositories.
   *
   * @return whether it did; if not, an upload has begun
   */
  boolean mount(Digest blob, String from) {
    Set<Scope> scopes =
        new LinkedHashSet<>(List.of(Scope.push(repository.path()), Scope.pull(from)));
    Call post = repository.push("POST", "blobs/uploads/?mount=" + blob + "&from=" + from);
    Call call = new Call(post.method(), post.uri(), post.headers(), post.body(), scopes);
    try (Reply reply = repository.registry().ask(call)) {
      if (reply.status() == 201) {
        return true;
      }
      if (reply.isSuccess()) {
        moved(call.uri(), reply);
      }
      return false; // Whatever hinders a mount, an upload may do.
    } catch (DrydockException e) {
      if (e.kind() == ErrorKind.CANCELLED) {
        throw e;
      }
      return false;
    }
  }

  /** Uploads a blob that is known already. */
  void send(Descriptor blob, UploadBody body) {
    var patience = new Patience(network, "upload of " + blob.digest().shortHex());
    long offset = begin();
    while (true) {
      try {
        if (offset == 0) {
          finish(blob.digest(), new Body.Streamed(() -> body.open(0), blob.size()));
        } else {
          append(body, offset, blob.size());
          finish(blob.digest(), Body.EMPTY);
        }
        return;
      } catch (DrydockException e) {
        body.check();
        offset = resume(patience, e);
      }
    }
  }

  /**
   * Uploads a blob while it is made.
   *
   * @param made its digest; asked for when all of the body was read
   */
  Descriptor stream(String mediaType, UploadBody body, Supplier<Digest> made) {
    var patience = new Patience(network, "upload of a layer");
    long offset = begin();
    while (true) {
      try {
        append(body, offset, -1);
        Descriptor blob = new Descriptor(mediaType, made.get(), body.position());
        finish(blob.digest(), Body.EMPTY);
        return blob;
      } catch (DrydockException e) {
        body.check();
        offset = resume(patience, e);
      }
    }
  }

  /** Gives the upload up, so that the registry can forget it. */
  void cancel() {
    if (session.isAbsolute()) {
      repository.registry().ask(at("DELETE", session)).close();
    }
  }

  private long begin() {
    if (!session.isAbsolute()) {
      Call call = repository.push("POST", "blobs/uploads/");
      try (Reply reply = repository.registry().send(call)) {
        moved(call.uri(), reply);
      }
    }
    return 0;
  }

  /** Waits, and asks what the registry has: bytes from the beginning on. */
  private long resume(Patience patience, DrydockException failure) {
    boolean outOfStep =
        failure instanceof RegistryError refused
            && (refused.status() == 416 || refused.code().equals("BLOB_UPLOAD_UNKNOWN"));
    patience.check(failure, outOfStep);
    Optional<Long> arrived = status();
    patience.pause(failure, arrived.orElse(0L));
    if (arrived.isEmpty()) {
      session = URI.create("");
    }
    return arrived.orElseGet(this::begin);
  }

  /** Bytes that have arrived; empty when the registry knows nothing of the upload any more. */
  private Optional<Long> status() {
    Call call = at("GET", session);
    try (Reply reply = repository.registry().ask(call)) {
      if (!reply.isSuccess()) {
        return Optional.empty();
      }
      moved(call.uri(), reply);
      String range = reply.header("Range").orElse("");
      int dash = range.lastIndexOf('-');
      String last = range.substring(dash + 1);
      // The range ends with the last byte. Registries write 0-0 for one byte and for none.
      return last.matches("\\d{1,18}") && !last.equals("0")
          ? Optional.of(Long.parseLong(last) + 1)
          : Optional.empty();
    }
  }

  private void append(UploadBody body, long offset, long size) {
    long length = size < 0 ? -1 : size - offset;
    Call call =
        at("PATCH", session)
            .with("Content-Type", "application/octet-stream")
            .with(new Body.Streamed(() -> body.open(offset), length));
    if (length > 0) {
      call = call.with("Content-Range", offset + "-" + (size - 1));
    }
    try (Reply reply = repository.registry().send(call)) {
      moved(call.uri(), reply);
    }
  }

  private void finish(Digest digest, Body body) {
    String separator = session.getRawQuery() == null ? "?" : "&";
    URI target =
        URI.create(session + separator + "digest=" + digest.toString().replace(":", "%3A"));
    Call call = at("PUT", target).with("Content-Type", "application/octet-stream").with(body);
    repository.registry().send(call).close();
  }

  private Call at(String method, URI uri) {
    return Call.of(method, uri, Set.of(Scope.push(repository.path())));
  }

  private void moved(URI asked, Reply reply) {
    session =
        Locations.resolve(
            asked,
            reply
                .header("Location")
                .orElseThrow(() ->
                    new DrydockException(
                        ErrorKind.INVALID,
                        repository.registry().domain() + " began an upload without a Location")));
  }
}
