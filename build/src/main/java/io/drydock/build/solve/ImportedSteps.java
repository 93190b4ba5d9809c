package io.drydock.build.solve;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What builds elsewhere left for others: layers of steps and contents of cache mounts. */
public interface ImportedSteps {
  /** Nothing. */
  ImportedSteps NONE =
      new ImportedSteps() {
        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public Optional<Imported> find(String key) {
          return Optional.empty();
        }

        @Override
        public Optional<Imported> find(StepView step) {
          return Optional.empty();
        }

        @Override
        public boolean fillMount(String id, Path empty) {
          return false;
        }
      };

  /**
   * A step's layer that lies elsewhere.
   *
   * @param blob as it lies there, mostly compressed
   * @param fetch brings the blob into the store
   */
  record Imported(Digest diffId, Descriptor blob, Optional<Instant> created, Runnable fetch) {}

  /** Whether there is nothing to ask; costs nothing. */
  boolean isEmpty();

  /** The layer of the step of that portable key. */
  Optional<Imported> find(String key);

  /** The layer of a step that another builder knows under its own key. */
  Optional<Imported> find(StepView step) throws IOException;

  /**
   * Puts what a cache mount held elsewhere into its new directory.
   *
   * @return whether there was something
   */
  boolean fillMount(String id, Path empty) throws IOException;
}
