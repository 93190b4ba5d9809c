package io.drydock.conformance;

import java.io.IOException;
import java.nio.file.Path;

/** The driver of a folder of recorded answers, or of a part of one. */
public interface Suite {
  /** The name by which the suite is chosen and its score is recorded; as a rule the folder's. */
  String name();

  /** The folder's name. */
  default String folder() {
    return name();
  }

  /** Tries every case in the folder and reports each exactly once. */
  void run(Path folder, Report report) throws IOException;
}
