package io.drydock.cli.container;

import io.drydock.cli.copy.ContainerFiles;
import io.drydock.cli.copy.CopyEnd;
import io.drydock.cli.copy.LocalFiles;
import io.drydock.cli.copy.LocalTarget;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies files between a container and this machine. */
final class CpCommand extends EngineCommand {
  private static final int PIPE_BYTES = 256 * 1024;

  @Override
  public Spec spec() {
    return Spec.of(
            "cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n"
                + "        drydock cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH",
            "Copy files/folders between a container and the local filesystem")
        .aliases("container cp", "cp")
        .flag("archive", 'a', Kind.BOOL, "Archive mode (copy all uid/gid information)")
        .flag("follow-link", 'L', Kind.BOOL, "Always follow symbol link in SRC_PATH")
        .flag(
            "quiet",
            'q',
            Kind.BOOL,
            "Suppress progress output during copy. Progress output is automatically suppressed "
                + "if no terminal is attached")
        .details(
            "Use '-' as the source to read a tar archive from stdin\n"
                + "and extract it to a directory destination in a container.\n"
                + "Use '-' as the destination to stream a tar archive of a\n"
                + "container source to stdout.")
        .arguments(2, 2);
  }

  /** A container's name, empty for this machine, and a path. */
  private record Place(String container, String path) {
    static Place parse(String word) {
      int colon = word.indexOf(':');
      boolean local = colon < 0 || word.startsWith("/") || word.startsWith(".");
      return local
          ? new Place("", word)
          : new Place(word.substring(0, colon), word.substring(colon + 1));
    }
  }

  @Override
  protected int run(Call call) throws IOException {
    Place from = Place.parse(call.arguments().argument(0));
    Place to = Place.parse(call.arguments().argument(1));
    if (from.path.isEmpty()) {
      throw invalid("source can not be empty");
    }
    if (to.path.isEmpty()) {
      throw invalid("destination can not be empty");
    }
    if (!from.container.isEmpty() && !to.container.isEmpty()) {
      throw invalid("copying between containers is not supported");
    }
    if (from.container.isEmpty() && to.container.isEmpty()) {
      throw invalid("must specify at least one container source");
    }
    if (from.container.isEmpty()) {
      upload(call, from.path, to);
    } else {
      download(call, from, to.path);
    }
    return 0;
  }

  private static void upload(Call call, String source, Place to) throws IOException {
    var files = new ContainerFiles(call.engine(), to.container);
    String wanted = rooted(to.path);
    if (source.equals("-")) {
      CopyEnd target = files.target(wanted);
      if (!target.isDirectory()) {
        throw invalid("destination \"" + to.container + ":" + to.path + "\" must be a directory");
      }
      files.write(target.path(), call.session().in(), call.arguments().on("archive"));
      return;
    }
    CopyEnd target = files.target(wanted);
    Path local = call.session().path(source);
    if (call.arguments().on("follow-link") && Files.isSymbolicLink(local)) {
      local = local.toRealPath();
    }
    if (!Files.exists(local, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "lstat " + local + ": no such file or directory");
    }
    boolean isDirectory = Files.isDirectory(local, java.nio.file.LinkOption.NOFOLLOW_LINKS);
    var placement = CopyEnd.place(new CopyEnd(named(source, local), true, isDirectory), target);
    long bytes = send(call, files, new LocalFiles(local, placement), placement.directory());
    report(call, bytes, to.container + ":" + to.path);
  }

  /** The source's path with its last part as the archive has it. */
  private static String named(String source, Path local) {
    boolean content = source.equals(".") || source.endsWith("/.");
    return content ? local + "/." : local.toString();
  }

  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static long send(Call call, ContainerFiles files, LocalFiles source, String directory)
      throws IOException {
    try (var in = new PipedInputStream(PIPE_BYTES)) {
      var out = new PipedOutputStream(in);
      var failure = new java.util.concurrent.atomic.AtomicReference<Exception>();
      Thread packer =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try (out) {
                  source.pack(out);
                } catch (IOException | DrydockException e) {
                  failure.set(e);
                }
              });
      var counted = new CountingInput(in);
      files.write(directory, counted, call.arguments().on("archive"));
      io.drydock.core.Threads.join(packer);
      if (failure.get() instanceof DrydockException e) {
        throw e;
      }
      if (failure.get() instanceof IOException e) {
        throw e;
      }
      return counted.count();
    }
  }

  private static void download(Call call, Place from, String target) throws IOException {
    var files = new ContainerFiles(call.engine(), from.container);
    String wanted = rooted(from.path);
    if (call.arguments().on("follow-link")) {
      wanted = files.follow(wanted);
    }
    try (ContainerFiles.Archive archive = files.read(wanted)) {
      if (target.equals("-")) {
        if (call.session().caller().console().isOutput()) {
          throw invalid("refusing to write a tar archive to a terminal: redirect it");
        }
        archive.content().transferTo(call.out());
        return;
      }
      Path local = call.session().path(target);
      String path = local + (target.endsWith("/") ? "/" : "");
      var placement =
          CopyEnd.place(
              new CopyEnd(wanted, true, archive.isDirectory()),
              new CopyEnd(path, Files.exists(local), Files.isDirectory(local)));
      Path directory = Path.of(placement.directory());
      if (!Files.isDirectory(directory)) {
        throw invalid("invalid output path: directory \"" + directory + "\" does not exist");
      }
      var unpacking = new LocalTarget(directory, placement, call.arguments().on("archive"));
      unpacking.unpack(archive.content());
      report(call, unpacking.bytes(), target);
    }
  }

  private static void report(Call call, long bytes, String target) {
    boolean quiet =
        call.arguments().given("quiet") ? call.arguments().on("quiet") : !Terminal.isErrorStream();
    if (!quiet) {
      call.err().println("Successfully copied " + Sizes.threeDigits(bytes) + " to " + target);
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
