package io.drydock.build.cache;

import io.drydock.oci.Descriptor;
import io.drydock.oci.layer.Compression;
import io.drydock.oci.layer.UnclosedOutput;
import io.drydock.store.Blobs;
import io.drydock.store.DirectoryArchive;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** The files of a cache mount as one blob: a tar, compressed with zstd. */
final class MountArchive {
  private MountArchive() {}

  /** Packs the directory into the store. */
  static Descriptor pack(Path directory, Store store) throws IOException {
    try (Blobs.Writer blob = store.blobs().write()) {
      try (OutputStream compressed =
          Compression.ZSTD.compress(new UnclosedOutput(blob), Compression.DEFAULT_LEVEL)) {
        DirectoryArchive.pack(directory, compressed);
      }
      long size = blob.position();
      return new Descriptor(Annotations.MOUNT_TYPE, blob.commit(), size);
    }
  }

  static void unpack(InputStream blob, Path directory) throws IOException {
    try (InputStream tar = Compression.ZSTD.decompress(blob)) {
      DirectoryArchive.unpack(tar, directory);
    }
  }
}
