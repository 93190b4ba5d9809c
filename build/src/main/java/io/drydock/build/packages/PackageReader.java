package io.drydock.build.packages;

import io.drydock.oci.tree.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Knows the files in which one sort of package manager notes what is installed. */
interface PackageReader {
  /** Whether the file is worth opening. */
  boolean reads(Entry file);

  /**
   * Reads the file; what makes no sense is passed over.
   *
   * @param content closed by the caller
   */
  void read(Entry file, InputStream content, Consumer<SoftwarePackage> found) throws IOException;
}
