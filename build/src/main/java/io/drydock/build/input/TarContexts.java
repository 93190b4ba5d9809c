package io.drydock.build.input;

import io.drydock.build.remote.RemoteAccess;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Blobs;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Contexts that come as a tar. The store takes the tar as it would a layer's, so nothing is
 * unpacked and no name in it can reach out of it.
 */
public final class TarContexts {
  private static final int MAGIC_AT = 257;
  private static final int BLOCK = 512;

  private final Store store;
  private final Supplier<RemoteAccess> access;

  /** With anonymous access to what contexts at URLs are fetched from. */
  public TarContexts(Store store) {
    this(store, () -> RemoteAccess.anonymous(store));
  }

  /**
   * @param access asked for when a context is at a URL
   */
  public TarContexts(Store store, Supplier<RemoteAccess> access) {
    this.store = store;
    this.access = access;
  }

  RemoteAccess access() {
    return access.get();
  }

  /** Whether content that begins so is a tar, compressed or not. */
  static boolean looksLikeTar(byte[] head) {
    boolean compressed = Compression.detect(head, head.length) != Compression.NONE;
    boolean plain =
        head.length >= MAGIC_AT + 5
            && new String(head, MAGIC_AT, 5, StandardCharsets.ISO_8859_1).equals("ustar");
    return compressed || plain;
  }

  /** The files in the tar, which may be compressed; the stream is read to its end. */
  FileTree read(InputStream tar) {
    try (Blobs.Writer blob = store.blobs().write();
        InputStream plain = Compression.decompressAny(tar)) {
      plain.transferTo(blob);
      complete(blob);
      long size = blob.position();
      Digest digest = blob.commit();
      Layers.Id layer =
          store.layers().add(new Descriptor(MediaTypes.OCI_LAYER, digest, size), digest);
      return store.layers().view(List.of(layer));
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read the archive of the context: " + e.getMessage(), e);
    }
  }

  /** Gives an archive its end when it stops right behind a file's content, as docker's may. */
  private static void complete(Blobs.Writer blob) throws IOException {
    int rest = (int) (blob.position() % BLOCK);
    if (rest != 0) {
      blob.write(new byte[3 * BLOCK - rest]);
    }
  }

  FileTree empty() {
    return store.layers().view(List.of());
  }
}
