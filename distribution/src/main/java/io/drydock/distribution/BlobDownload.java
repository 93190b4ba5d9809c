package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.Network;
import io.drydock.distribution.transport.Reply;
import io.drydock.oci.Descriptor;
import io.drydock.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Brings one blob into the store: from the first repository that has it, resumed where a connection
 * broke, and kept only if it has its digest and size.
 */
final class BlobDownload {
  private static final int BUFFER = 128 << 10;

  /** Bytes between two progress events. */
  private static final long STEP = 512 << 10;

  private final Network network;
  private final Blobs blobs;
  private final Descriptor blob;
  private final TransferListener listener;

  BlobDownload(Network network, Blobs blobs, Descriptor blob, TransferListener listener) {
    this.network = network;
    this.blobs = blobs;
    this.blob = blob;
    this.listener = listener;
  }

  /** Downloads from the first of the repositories that can give it. */
  void from(List<Repository> copies) {
    for (int i = 0; i < copies.size() - 1; i++) {
      try {
        from(copies.get(i));
        return;
      } catch (DrydockException e) {
        if (e.kind() == ErrorKind.CANCELLED || e.kind() == ErrorKind.EXHAUSTED) {
          throw e;
        }
      }
    }
    from(copies.getLast());
  }

  private void from(Repository repository) {
    boolean takenUp;
    try (Blobs.Writer writer = blobs.resume(blob.digest())) {
      takenUp = writer.position() > 0;
      if (writer.position() <= blob.size() && fetched(repository, writer, takenUp)) {
        return;
      }
    }
    // What an earlier attempt left was not the beginning of this blob: once more, from nothing.
    try (Blobs.Writer writer = blobs.resume(blob.digest())) {
      fetched(repository, writer, false);
    }
  }

  /** Whether the blob is in the store now; false only where what was taken up may be to blame. */
  private boolean fetched(Repository repository, Blobs.Writer writer, boolean takenUp) {
    try {
      transfer(repository, writer);
      listener.on(new TransferEvent.Verifying(blob.digest()));
      writer.commit(blob.digest(), blob.size());
      return true;
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.CORRUPT) {
        writer.suspend();
        throw e;
      }
      if (!takenUp) {
        throw e;
      }
      return false;
    }
  }

  private void transfer(Repository repository, Blobs.Writer writer) {
    var patience = new Patience(network, "download of " + blob.digest().shortHex());
    while (writer.position() < blob.size()) {
      try {
        copy(repository, writer);
      } catch (DrydockException e) {
        patience.after(e, writer.position());
      }
    }
  }

  /** Reads until the body ends; an early end is a lost connection. */
  private void copy(Repository repository, Blobs.Writer writer) {
    long from = writer.position();
    try (Reply reply = repository.blob(blob.digest(), from);
        InputStream body = reply.body()) {
      if (reply.status() != 206) {
        skip(body, from);
      }
      receive(body, writer);
      if (writer.position() < blob.size()) {
        throw lost(new IOException("unexpected end of data"));
      }
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private void receive(InputStream body, Blobs.Writer writer) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long told = writer.position();
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      if (writer.position() + n > blob.size()) {
        throw new DrydockException(
            ErrorKind.CORRUPT,
            "blob " + blob.digest() + " is larger than its " + blob.size() + " bytes");
      }
      write(writer, buffer, n);
      if (writer.position() - told >= STEP) {
        told = writer.position();
        listener.on(new TransferEvent.Moving(blob.digest(), told, blob.size()));
      }
    }
  }

  /** Writing fails for other reasons than reading: no space, which no second attempt cures. */
  private static void write(Blobs.Writer writer, byte[] buffer, int n) {
    try {
      writer.write(buffer, 0, n);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot write to the store: " + e.getMessage(), e);
    }
  }

  private static void skip(InputStream body, long bytes) throws IOException {
    body.skipNBytes(bytes);
  }

  private DrydockException lost(IOException e) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE,
        "download of " + blob.digest().shortHex() + ": " + e.getMessage(),
        e);
  }
}
