package io.drydock.conformance;

import java.io.IOException;
import java.nio.file.Path;

/** The driver of one folder of recorded answers. */
public interface Suite {
  /** The folder's name. */
  String name();

  /** Tries every case in the folder and reports each exactly once. */
  void run(Path folder, Report report) throws IOException;
}
