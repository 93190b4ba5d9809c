package io.drydock.store;

import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** {@link Layers.Builder} over a {@link LayerTarWriter}. */
final class LayerBuilder implements Layers.Builder {
  private final LayerTarWriter tar;
  private final Publisher publisher;
  private final Path where;

  /** Makes the layer of a stored tar known. */
  interface Publisher {
    Layers.Id publish(LayerTarWriter.Written tar) throws IOException;
  }

  /**
   * @param where names the store in errors
   */
  LayerBuilder(LayerTarWriter tar, Publisher publisher, Path where) {
    this.tar = tar;
    this.publisher = publisher;
    this.where = where;
  }

  @Override
  public void add(Entry entry, InputStream content) {
    try (content) {
      tar.add(entry, content);
    } catch (IOException e) {
      throw failure("add /" + entry.path() + " to a layer", e);
    }
  }

  @Override
  public void add(Entry entry, InputStream content, Digest digest) {
    try (content) {
      tar.add(entry, content, digest);
    } catch (IOException e) {
      throw failure("add /" + entry.path() + " to a layer", e);
    }
  }

  @Override
  public void add(Entry entry) {
    try {
      tar.add(entry);
    } catch (IOException e) {
      throw failure("add /" + entry.path() + " to a layer", e);
    }
  }

  @Override
  public void whiteout(String path) {
    try {
      tar.whiteout(path);
    } catch (IOException e) {
      throw failure("hide /" + path, e);
    }
  }

  @Override
  public void opaque(String directory) {
    try {
      tar.opaque(directory);
    } catch (IOException e) {
      throw failure("hide what is in /" + directory, e);
    }
  }

  @Override
  public Layers.Id commit() {
    try {
      return publisher.publish(tar.commit());
    } catch (IOException e) {
      throw failure("store a layer", e);
    }
  }

  @Override
  public void close() {
    tar.close();
  }

  private RuntimeException failure(String doing, IOException cause) {
    return Disk.failure(doing, where, cause);
  }
}
