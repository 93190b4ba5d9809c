package io.drydock.distribution;

import static java.util.Objects.requireNonNull;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Blobs;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Brings one blob to a repository by the cheapest way that there is. */
final class BlobPush {
  private final Registries registries;
  private final Store store;
  private final Repository repository;
  private final Digest item;
  private final TransferListener listener;
  private final Whereabouts whereabouts;

  /**
   * @param item what the blob is called in events
   */
  BlobPush(
      Registries registries,
      Store store,
      Repository repository,
      Digest item,
      TransferListener listener) {
    this.registries = registries;
    this.store = store;
    this.repository = repository;
    this.item = item;
    this.listener = listener;
    this.whereabouts = new Whereabouts(store);
  }

  /** Brings exactly this blob: the manifest can't name another. */
  void asItIs(Descriptor blob) {
    asItIs(blob, () -> fetch(blob));
  }

  /** As {@link #asItIs(Descriptor)}, with another way to bring the blob into the store. */
  void asItIs(Descriptor blob, Runnable bring) {
    if (!isThere(blob)) {
      BlobUpload upload = upload();
      if (!mounted(upload, blob)) {
        if (!store.blobs().contains(blob.digest())) {
          bring.run();
        }
        send(upload, blob);
      }
    }
    whereabouts.add(blob.digest(), repository.name());
  }

  /**
   * Brings a compressed form of the layer: one that is known, or one that is made on the way.
   *
   * @return the blob that is on the registry now
   */
  Descriptor compressed(Digest diffId, Pusher.Form form, Semaphore compressing) {
    Layers.Id id = Layers.Id.of(diffId);
    List<Descriptor> known =
        store.layers().compressed(id).stream()
            .filter(each -> Compression.of(each.mediaType()) == form.compression())
            .toList();
    BlobUpload upload = upload();
    Optional<Descriptor> there =
        known.stream().filter(each -> isThere(each) || mounted(upload, each)).findFirst();
    Descriptor blob =
        there
            .or(() -> stored(known, upload))
            .orElseGet(() -> compress(id, form, compressing, upload));
    whereabouts.add(blob.digest(), repository.name());
    return blob;
  }

  private BlobUpload upload() {
    return new BlobUpload(registries.network(), repository);
  }

  private boolean isThere(Descriptor blob) {
    boolean there = repository.blobSize(blob.digest()).isPresent();
    if (there) {
      listener.on(new TransferEvent.Exists(item));
    }
    return there;
  }

  /** Whether the registry has it elsewhere and took it from there. */
  private boolean mounted(BlobUpload upload, Descriptor blob) {
    String prefix = repository.registry().domain() + "/";
    for (String each : whereabouts.of(blob.digest())) {
      if (each.startsWith(prefix) && !each.equals(repository.name())) {
        String from = each.substring(prefix.length());
        if (upload.mount(blob.digest(), from)) {
          listener.on(new TransferEvent.Mounted(item, from));
          return true;
        }
      }
    }
    return false;
  }

  /** From the registry that it once came from: the store has it in another form only. */
  private void fetch(Descriptor blob) {
    List<Repository> sources =
        whereabouts.of(blob.digest()).stream()
            .map(each -> registries.repository(ImageReference.parse(each)))
            .toList();
    if (sources.isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "content digest " + blob.digest() + ": not found in the store");
    }
    new BlobDownload(registries.network(), store.blobs(), blob, TransferListener.NONE)
        .from(sources);
  }

  private Optional<Descriptor> stored(List<Descriptor> known, BlobUpload upload) {
    Optional<Descriptor> blob =
        known.stream().filter(each -> store.blobs().contains(each.digest())).findFirst();
    blob.ifPresent(each -> send(upload, each));
    return blob;
  }

  private void send(BlobUpload upload, Descriptor blob) {
    listener.on(new TransferEvent.Moving(item, 0, blob.size()));
    var body =
        new UploadBody(
            () -> store.blobs().open(blob.digest()),
            bytes -> listener.on(new TransferEvent.Moving(item, bytes, blob.size())));
    upload.send(blob, body);
    listener.on(new TransferEvent.Done(item));
  }

  /** Compresses into the store and to the registry at once. */
  private Descriptor compress(
      Layers.Id id, Pusher.Form form, Semaphore compressing, BlobUpload upload) {
    Descriptor tar = store.layers().tar(id);
    compressing.acquireUninterruptibly();
    try {
      listener.on(new TransferEvent.Moving(item, 0, -1));
      var made = new AtomicReference<Digest>();
      var body =
          new UploadBody(
              () -> new ProducedInput(out -> made.set(compress(tar, form, out))),
              bytes -> listener.on(new TransferEvent.Moving(item, bytes, -1)));
      Descriptor blob =
          upload.stream(
              form.compression().layerMediaType(), body, () -> requireNonNull(made.get()));
      store.layers().addCompressed(id, blob);
      listener.on(new TransferEvent.Done(item));
      return blob;
    } finally {
      compressing.release();
    }
  }

  private Digest compress(Descriptor tar, Pusher.Form form, OutputStream out) throws IOException {
    try (Blobs.Writer kept = store.blobs().write()) {
      try (InputStream in = store.blobs().open(tar.digest());
          OutputStream compressor =
              form.compression().compress(new Both(kept, out), form.level())) {
        in.transferTo(compressor);
      }
      return kept.commit();
    }
  }

  /** Writes to two outputs, and closes neither. */
  private static final class Both extends OutputStream {
    private final OutputStream first;
    private final OutputStream second;

    Both(OutputStream first, OutputStream second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public void write(int b) throws IOException {
      first.write(b);
      second.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      first.write(bytes, offset, length);
      second.write(bytes, offset, length);
    }
  }
}
