package io.drydock.cli.daemon;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Shows the log of an engine that was started in the background. */
public final class EngineLogsCommand implements Command {
  private static final int SHOWN_LINES = 100;
  private static final long LOOK_MILLIS = 200;

  @Override
  public Spec spec() {
    return Spec.of("engine logs [OPTIONS]", "Show the engine's log")
        .flag("follow", 'f', Kind.BOOL, "Wait for more")
        .flag("tail", 'n', Kind.INT, "Lines from the end (default 100)");
  }

  @Override
  public int run(Session session, Arguments arguments) throws Exception {
    Path file = EnginePlace.of(session).journal();
    if (!Files.exists(file)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "there is no log yet: " + file)
          .withHint("under systemd the engine logs to its journal: journalctl -u drydock");
    }
    long position = print(session, file, arguments.number("tail", SHOWN_LINES));
    while (arguments.on("follow")) {
      session.out().flush();
      Thread.sleep(LOOK_MILLIS);
      position = more(session, file, position);
    }
    return 0;
  }

  private static long print(Session session, Path file, int count) throws IOException {
    long size = Files.size(file);
    List<String> lines = Files.readAllLines(file);
    lines.subList(Math.max(0, lines.size() - count), lines.size()).forEach(session.out()::println);
    return size;
  }

  /** What was added since; from the start of a file that took the place of the one before. */
  private static long more(Session session, Path file, long position) throws IOException {
    long size = Files.size(file);
    long from = size < position ? 0 : position;
    if (size > from) {
      try (var in = new RandomAccessFile(file.toFile(), "r")) {
        in.seek(from);
        byte[] bytes = new byte[(int) (size - from)];
        in.readFully(bytes);
        session.out().write(bytes, 0, bytes.length);
      }
    }
    return size;
  }
}
