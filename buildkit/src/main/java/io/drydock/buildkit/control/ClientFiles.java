package io.drydock.buildkit.control;

import io.drydock.build.BuildContext;
import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.build.Vertex;
import io.drydock.buildkit.session.ClientSession;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.buildkit.session.FileSync;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A client's directories, brought here for one build; each transfer is a step of the progress. */
final class ClientFiles {
  private static final String IGNORE = ".dockerignore";

  private final FileSync sync;
  private final ClientSession session;
  private final BuildListener listener;
  private final List<ContextFolders.Folder> folders = new ArrayList<>();

  ClientFiles(FileSync sync, ClientSession session, BuildListener listener) {
    this.sync = sync;
    this.session = session;
    this.listener = listener;
  }

  /** The copies that the build uses. */
  List<ContextFolders.Folder> folders() {
    return folders;
  }

  /**
   * The Dockerfile, and what its own ignore file says.
   *
   * @param directory as the client calls it
   * @param name of the file in it, with slashes
   */
  Definition definition(String directory, String name) {
    String title =
        "[internal] load build definition from " + name.substring(name.lastIndexOf('/') + 1);
    return fetch(
        title,
        new FileSync.Wanted(directory, List.of(), List.of(name, name + IGNORE)),
        files -> {
          byte[] text =
              read(files, name)
                  .orElseThrow(() ->
                      new DrydockException(
                              ErrorKind.NOT_FOUND,
                              "failed to read dockerfile: open "
                                  + name
                                  + ": no such file or directory")
                          .withHint("Name another file with -f."));
          return new Definition(name, text, rules(files, name + IGNORE));
        });
  }

  /**
   * A Dockerfile as it came.
   *
   * @param ignored of its own ignore file, where there is one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Definition(String name, byte[] text, Optional<IgnoreRules> ignored) {}

  /**
   * What the ignore file of a directory says.
   *
   * @param owner in brackets, whose step of the progress it is
   */
  IgnoreRules ignored(String owner, String directory) {
    return fetch(
        owner + " load " + IGNORE,
        new FileSync.Wanted(directory, List.of(), List.of(IGNORE)),
        files -> rules(files, IGNORE).orElse(IgnoreRules.NONE));
  }

  /**
   * The files of a directory.
   *
   * @param paths the only ones that are needed; empty for all
   */
  BuildContext context(String title, String directory, IgnoreRules ignored, List<String> paths) {
    var wanted = new FileSync.Wanted(directory, patterns(ignored), paths);
    return fetch(title, wanted, files -> new BuildContext.Directory(files, ignored));
  }

  /** The rules as the client's matcher wants them: clean, without a slash in front. */
  private static List<String> patterns(IgnoreRules rules) {
    return rules.rules().stream()
        .map(rule -> {
          String text = rule.text().strip();
          String path = rule.exception() ? text.substring(1).strip() : text;
          String clean = Path.of("/", path).normalize().toString().substring(1);
          return (rule.exception() ? "!" : "") + (clean.isEmpty() ? "." : clean);
        })
        .toList();
  }

  private <T> T fetch(String title, FileSync.Wanted wanted, Function<Path, T> use) {
    Vertex vertex =
        new Vertex(
            Digest.of(title.getBytes(StandardCharsets.UTF_8)), title, List.of(), Optional.empty());
    Instant begun = Instant.now();
    emit(new BuildEvent.Started(vertex, begun));
    try {
      var transfer = new Transfer(vertex, begun);
      ContextFolders.Folder folder = sync.fetch(session, wanted, transfer::moved);
      folders.add(folder);
      T result = use.apply(folder.files());
      transfer.done();
      emit(new BuildEvent.Finished(vertex, Instant.now()));
      return result;
    } catch (RuntimeException e) {
      emit(new BuildEvent.Failed(vertex, Instant.now(), String.valueOf(e.getMessage()), false));
      throw e;
    }
  }

  private void emit(BuildEvent event) {
    listener.on(event);
  }

  /** The line of the progress that counts bytes. */
  private final class Transfer {
    private static final long STEP_NANOS = 100_000_000;

    private final Vertex vertex;
    private final Instant begun;
    private long bytes;
    private long told;

    Transfer(Vertex vertex, Instant begun) {
      this.vertex = vertex;
      this.begun = begun;
    }

    void moved(long all) {
      bytes = all;
      if (System.nanoTime() - told > STEP_NANOS) {
        told = System.nanoTime();
        tell(Optional.empty());
      }
    }

    void done() {
      tell(Optional.of(Instant.now()));
    }

    private void tell(Optional<Instant> completed) {
      emit(
          new BuildEvent.Progress(
              vertex, Instant.now(), "transferring", bytes, 0, begun, completed));
    }
  }

  private static Optional<IgnoreRules> rules(Path files, String name) {
    return read(files, name).map(content -> IgnoreRules.parse(name, content));
  }

  /** The content of a file that is no link out of the directory. */
  private static Optional<byte[]> read(Path files, String name) {
    try {
      Path path = files.resolve(name);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      Path real = path.toRealPath();
      if (!real.startsWith(files.toRealPath()) || !Files.isRegularFile(real)) {
        throw new DrydockException(ErrorKind.INVALID, name + " is no file of its directory");
      }
      return Optional.of(Files.readAllBytes(real));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INVALID, "cannot read " + name + ": " + e, e);
    }
  }
}
