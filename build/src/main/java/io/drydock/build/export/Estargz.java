package io.drydock.build.export;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.LayerWriter;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Blobs;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes layers as eStargz: a gzip of many members, with a table at the end that says where each
 * file's content begins, so that a program can fetch one file (stargz-snapshotter, estargz.md). The
 * table and a mark are entries of the archive, so the layer gets a diff ID of its own.
 */
final class Estargz {
  /** Annotation of such a layer: the digest of the table. */
  static final String TOC_DIGEST = "containerd.io/snapshot/stargz/toc.digest";

  private static final String UNCOMPRESSED_SIZE = "io.containers.estargz.uncompressed-size";
  private static final String TOC = "stargz.index.json";
  private static final String LANDMARK = ".no.prefetch.landmark";
  private static final byte[] LANDMARK_CONTENT = {0xf};
  private static final int FILE_MODE = 0444;

  private final Store store;
  private final int level;

  /**
   * @param level of the compression, as gzip has it
   */
  Estargz(Store store, int level) {
    this.store = store;
    this.level = level;
  }

  ImageAssembler.Listed convert(Layers.Id id, Descriptor tar) {
    try (Blobs.Writer blob = store.blobs().write()) {
      var members = new GzipMembers(blob, level);
      // Closing the writer would close the blob, which is committed or dropped instead.
      var writer = new LayerWriter(members);
      var table = new EstargzTable(writer, members);
      table.file(
          Entry.file(LANDMARK, FILE_MODE, LANDMARK_CONTENT.length, Instant.EPOCH),
          new ByteArrayInputStream(LANDMARK_CONTENT));
      new LayerCopy(store.blobs(), tar.digest()).to(table);
      writer.flush();
      byte[] toc = table.toBytes();
      long start = writer.position();
      members.cutAt(start);
      writer.add(
          Entry.file(TOC, FILE_MODE, toc.length, Instant.EPOCH), new ByteArrayInputStream(toc));
      writer.finish();
      members.finish(start);
      Map<String, String> annotations = new TreeMap<>();
      annotations.put(TOC_DIGEST, Digest.of(toc).toString());
      annotations.put(UNCOMPRESSED_SIZE, "" + writer.position());
      long size = blob.position();
      var made = new Descriptor(MediaTypes.OCI_LAYER_GZIP, blob.commit(), size);
      store.layers().add(made, members.diffId());
      return new ImageAssembler.Listed(made.withAnnotations(annotations), members.diffId());
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot compress layer " + id.value() + ": " + e.getMessage(), e);
    }
  }
}
