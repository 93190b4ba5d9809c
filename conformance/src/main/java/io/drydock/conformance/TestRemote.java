package io.drydock.conformance;

import io.drydock.composefile.load.RemoteFiles;
import java.nio.file.Path;

/** The remote files of compose-go's tests: {@code remote:PATH} is a file of its test data. */
record TestRemote(Path tests) implements RemoteFiles {
  private static final String PREFIX = "remote:";
  private static final Path FOLDER = Path.of("testdata", "remote");

  @Override
  public boolean accepts(String reference) {
    return reference.startsWith(PREFIX);
  }

  @Override
  public Path load(String reference) {
    return tests.resolve(relative(reference));
  }

  @Override
  public String directory(String reference) {
    return String.valueOf(relative(reference).getParent());
  }

  private static Path relative(String reference) {
    return FOLDER.resolve(reference.substring(PREFIX.length()));
  }
}
