package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Dockerfile and the main context of a build, read.
 *
 * @param dockerfileBytes how long the Dockerfile is, for the progress
 * @param context without what the ignore file leaves out
 */
public record BuildInput(Dockerfile dockerfile, int dockerfileBytes, BuildContext context) {
  /** The word that stands for standard input. */
  public static final String STDIN = "-";

  /** What errors call a Dockerfile that no file holds; it must not be mistaken for one. */
  static final String STDIN_NAME = "Dockerfile on standard input";

  /** The Dockerfile that is read when none is named. */
  public static final String DEFAULT_NAME = "Dockerfile";

  /**
   * Reads what {@code build CONTEXT -f FILE} means.
   *
   * @param context a directory, a URL (of a git repository, an archive or a Dockerfile), or {@link
   *     #STDIN} for a tar or a Dockerfile on standard input
   * @param file where the Dockerfile is; {@link #STDIN}, or by default {@code Dockerfile} in the
   *     context. In a tar or a repository it is a path inside
   * @throws DrydockException of kind INVALID or NOT_FOUND, with docker's words where it has some
   */
  public static BuildInput read(
      String context, Optional<String> file, InputStream stdin, TarContexts tars) {
    if (context.equals(STDIN)) {
      if (file.filter(STDIN::equals).isPresent()) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "invalid argument: can't use stdin for both build context and dockerfile");
      }
      return StdinInput.read(stdin, file.orElse(DEFAULT_NAME), tars);
    }
    if (RemoteContexts.isRemote(context)) {
      return new RemoteContexts(tars).read(context, file, stdin);
    }
    return directory(Path.of(context).toAbsolutePath().normalize(), context, file, stdin);
  }

  private static BuildInput directory(
      Path directory, String word, Optional<String> file, InputStream stdin) {
    if (!Files.isDirectory(directory)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "unable to prepare context: path \"" + word + "\" not found");
    }
    if (file.filter(STDIN::equals).isPresent()) {
      Dockerfile dockerfile;
      byte[] text = readAll(stdin);
      dockerfile = Dockerfile.parse(STDIN_NAME, text);
      return new BuildInput(
          dockerfile, text.length, IgnoreFiles.filter(directory, Optional.empty()));
    }
    Path path =
        file.map(name -> Path.of(name).toAbsolutePath()).orElse(directory.resolve(DEFAULT_NAME));
    String shown = file.orElse(shown(word));
    byte[] text = readFile(path, shown);
    return new BuildInput(
        Dockerfile.parse(shown, text),
        text.length,
        IgnoreFiles.filter(directory, Optional.of(path)));
  }

  /**
   * What of a directory a build with that Dockerfile can see.
   *
   * @param dockerfile by default {@code Dockerfile} in the directory
   */
  public static BuildContext contextDirectory(Path directory, Optional<Path> dockerfile) {
    if (!Files.isDirectory(directory)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "unable to prepare context: path \"" + directory + "\" not found");
    }
    return IgnoreFiles.filter(
        directory, dockerfile.or(() -> Optional.of(directory.resolve(DEFAULT_NAME))));
  }

  /** The ignore file whose rules {@link #contextDirectory} follows, if there is one. */
  public static Optional<Path> ignoreFile(Path directory, Optional<Path> dockerfile) {
    return IgnoreFiles.find(
        directory, dockerfile.or(() -> Optional.of(directory.resolve(DEFAULT_NAME))));
  }

  /**
   * The files of a {@code --build-context} that is a directory, without what its own ignore file
   * leaves out.
   */
  public static BuildContext namedDirectory(String name, Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "build context \"" + name + "\": path \"" + directory + "\" not found");
    }
    return IgnoreFiles.filter(directory, Optional.empty());
  }

  private static String shown(String contextWord) {
    return contextWord.equals(".") ? DEFAULT_NAME : Path.of(contextWord, DEFAULT_NAME).toString();
  }

  private static byte[] readFile(Path path, String shown) {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "failed to read dockerfile: open " + shown + ": no such file or directory",
          null,
          "Name another file with -f.",
          e);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "failed to read dockerfile " + shown + ": " + e.getMessage(), e);
    }
  }

  static byte[] readAll(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read standard input: " + e.getMessage(), e);
    }
  }
}
