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
      FROM training/base AS base
      ENV A=1 B=2
      WORKDIR /app
      COPY src/ src/
      LABEL version=$VERSION

      FROM training/bare AS build
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
      CMD x
      """;

  /** What a program of the host needs to run in an image of its own, on Debian. */
  private static final List<Path> PROGRAM =
      List.of(
          Path.of("/usr/bin/true"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  private static final String RUN = "RUN --mount=type=cache,target=/cache [\"/usr/bin/true\"]\n";

  /** A base without packages, so that making it asks no archive for anything. */
  private static final String BASE =
      "image: training/bare\nmode: distroless\nsuite: stable\npackages: []\n";

  private static final String LOCK =
      """
      {"format": 1, "architecture": "%s", "releases": [], "packages": []}
      """
          .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");

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
      makeBase(folder.resolve("base"));
      if (canRun()) {
        Files.writeString(
            context.resolve("Dockerfile"), DOCKERFILE.replace("LABEL", RUN + "LABEL"));
      }
      Path bases = Files.createDirectories(folder.resolve("bases"));
      Files.writeString(bases.resolve("bare.yaml"), BASE);
      Files.writeString(bases.resolve("bare.lock.json"), LOCK);
      commands(folder, context).forEach(Training::run);
    } finally {
      delete(folder);
    }
  }

  private static boolean canRun() {
    return System.getProperty("user.name").equals("root")
        && PROGRAM.stream().allMatch(Files::exists);
  }

  private static void makeBase(Path base) throws IOException {
    Files.createDirectories(base);
    Files.writeString(base.resolve("Dockerfile"), "FROM scratch\nENV PATH=/usr/bin\nCOPY . /\n");
    for (Path file : PROGRAM) {
      Path copy = base.resolve(file.toString().substring(1));
      if (Files.exists(file)) {
        Files.createDirectories(copy.getParent());
        Files.copy(file.toRealPath(), copy);
      }
    }
  }

  private static List<List<String>> commands(Path folder, Path context) {
    String root = "--root=" + folder.resolve("store");
    var commands = new ArrayList<List<String>>();
    commands.add(List.of("version"));
    commands.add(List.of("--help"));
    commands.add(List.of("build", "--help"));
    commands.add(
        List.of(root, "build", "-q", "-t", "training/base", folder.resolve("base").toString()));
    for (String progress : List.of("plain", "plain", "quiet")) {
      commands.add(
          List.of(
              root,
              "build",
              "--progress",
              progress,
              "--bases",
              folder.resolve("bases").toString(),
              "-t",
              "training/app",
              context.toString()));
    }
    commands.add(List.of(root, "images"));
    commands.add(List.of(root, "inspect", "training/app"));
    commands.add(List.of(root, "history", "training/app"));
    commands.add(List.of(root, "tag", "training/app", "training/app:2"));
    commands.add(List.of(root, "rmi", "training/app:2"));
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
