package io.drydock.build.solve;

import io.drydock.linux.file.RootDirectory;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.store.Layers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Layers under overlayfs: what the command writes is the new layer's tree. */
final class OverlayRoot implements StepRoot {
  private static final AtomicLong COUNTER = new AtomicLong();

  private final Layers layers;
  private final List<Path> lower;
  private final Path scratch;
  private final Path upper;
  private final Path work;

  /**
   * @param lower trees, base first
   * @param scratch an empty directory on the store's file system, removed when this is closed
   */
  OverlayRoot(Layers layers, List<Path> lower, Path scratch) throws IOException {
    this.layers = layers;
    this.lower = lower;
    this.scratch = scratch;
    this.upper = Files.createDirectory(scratch.resolve("upper"));
    this.work = scratch.resolve("work");
  }

  @Override
  public SandboxSpec.Root specification() {
    try {
      Files.createDirectories(work); // A command that has run takes it away.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SandboxSpec.Root.Overlay(lower, upper, work);
  }

  @Override
  public Path scratch() {
    return scratch;
  }

  @Override
  public Layers.Id layer() throws IOException {
    return isEmpty(upper) ? EmptyLayer.in(layers) : layers.adopt(newId(), upper);
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      return !stream.iterator().hasNext();
    }
  }

  /** Never twice the same, so that a command that is run again gets a layer of its own. */
  private static Layers.Id newId() {
    long process = ProcessHandle.current().pid();
    return new Layers.Id(
        "run-%x-%x-%x".formatted(System.currentTimeMillis(), process, COUNTER.incrementAndGet()));
  }

  @Override
  public void close() {
    RootDirectory.deleteTree(scratch);
  }
}
