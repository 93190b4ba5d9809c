package io.drydock.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Walks through the usual commands, so that the start-up cache holds the classes that they need.
 * Works in a store and a context of its own, which are gone afterwards.
 */
final class Training {
  private static final String DOCKERFILE =
      """
      ARG VERSION=1
      FROM scratch AS base
      ENV A=1 B=2
      WORKDIR /app
      COPY src/ src/
      LABEL version=$VERSION

      FROM base AS build
      ARG MODE=release
      COPY <<EOF /note
      hello $MODE
      EOF

      FROM base
      COPY --from=build /note /app/
      COPY --link --chmod=755 --chown=1:1 Dockerfile /link/
      EXPOSE 80
      VOLUME /data
      USER 1000
      HEALTHCHECK CMD ["/app/check"]
      ENTRYPOINT ["/app/run"]
      CMD ["x"]
      """;

  private Training() {}

  /** Runs each command; what they print is dropped, what goes wrong is not. */
  public static void main(String[] unused) throws IOException {
    Path folder = Files.createTempDirectory("drydock-training");
    try {
      Path context = Files.createDirectories(folder.resolve("context"));
      Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
      Files.writeString(context.resolve(".dockerignore"), "**/*.log\n!keep.log\n");
      for (int i = 0; i < 20; i++) {
        Path file = context.resolve("src/m" + i + "/f.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "file " + i);
      }
      commands(folder, context).forEach(Training::run);
    } finally {
      delete(folder);
    }
  }

  private static List<List<String>> commands(Path folder, Path context) {
    String root = "--root=" + folder.resolve("store");
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("version"));
    commands.add(List.of("--help"));
    commands.add(List.of("build", "--help"));
    for (String progress : List.of("plain", "plain", "quiet")) {
      commands.add(
          List.of(root, "build", "--progress", progress, "-t", "training/app", context.toString()));
    }
    return commands;
  }

  private static void run(List<String> words) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var errors = new java.io.ByteArrayOutputStream();
    int code =
        new Main(nowhere, new PrintStream(errors, true, java.nio.charset.StandardCharsets.UTF_8))
            .run(words);
    if (code != 0) {
      System.err.println("[ERROR] training failed: " + words + " ended with " + code);
      System.err.println(errors.toString(java.nio.charset.StandardCharsets.UTF_8));
      System.exit(1);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
