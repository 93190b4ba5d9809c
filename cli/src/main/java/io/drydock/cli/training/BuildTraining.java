package io.drydock.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Walks through what is done without an engine: builds, and what is asked of the images. */
final class BuildTraining {
  private static final String DOCKERFILE =
      """
      ARG VERSION=1
      FROM training/base AS base
      ENV A=1 B=2
      WORKDIR /app
      COPY src/ src/
      RUN --mount=type=cache,target=/cache touch made
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
      RUN ["/usr/bin/touch", "/app/other"]
      USER app
      RUN echo $A
      HEALTHCHECK CMD ["/app/check"]
      ENTRYPOINT ["/app/run"]
      CMD x
      """;

  /** A shell and a command of the host with what they need to run in an image, on Debian. */
  private static final List<Path> PROGRAMS =
      List.of(
          Path.of("/bin/sh"),
          Path.of("/usr/bin/touch"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  /** A base without packages, so that making it asks no archive for anything. */
  private static final String BASE =
      "image: training/bare\nmode: distroless\nsuite: stable\npackages: []\n";

  private static final String LOCK =
      """
      {"format": 1, "architecture": "%s", "releases": [], "packages": []}
      """
          .formatted(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");

  private BuildTraining() {}

  static void run(Path folder) throws IOException {
    Path context = Files.createDirectories(folder.resolve("context"));
    String lines = canRun() ? DOCKERFILE : DOCKERFILE.replaceAll("RUN .*", "");
    Files.writeString(context.resolve("Dockerfile"), lines);
    Files.writeString(context.resolve(".dockerignore"), "**/*.log\n!keep.log\n");
    for (int i = 0; i < 20; i++) {
      Path file = context.resolve("src/m" + i + "/f.txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "file " + i);
    }
    makeBase(folder.resolve("base"));
    Path bases = Files.createDirectories(folder.resolve("bases"));
    Files.writeString(bases.resolve("bare.yaml"), BASE);
    Files.writeString(bases.resolve("bare.lock.json"), LOCK);
    buildCommands(folder, context);
    imageCommands(folder);
  }

  private static boolean canRun() {
    return System.getProperty("user.name").equals("root")
        && PROGRAMS.stream().allMatch(Files::exists);
  }

  private static void makeBase(Path base) throws IOException {
    Files.createDirectories(base);
    Files.writeString(
        base.resolve("Dockerfile"), "FROM scratch\nENV PATH=/usr/bin:/bin\nCOPY . /\n");
    Files.createDirectories(base.resolve("etc"));
    Files.writeString(base.resolve("etc/passwd"), "app:x:1:1::/app:/bin/sh\n");
    Files.writeString(base.resolve("etc/group"), "app:x:1:\n");
    for (Path file : PROGRAMS) {
      Path copy = base.resolve(file.toString().substring(1));
      if (Files.exists(file)) {
        Files.createDirectories(copy.getParent());
        Files.copy(file.toRealPath(), copy);
      }
    }
  }

  /** From nothing, with nothing to do, and with one file changed. */
  private static void buildCommands(Path folder, Path context) throws IOException {
    run(folder, "--help");
    run(folder, "build", "--help");
    run(folder, "build", "-q", "-t", "training/base", folder.resolve("base").toString());
    String[] build = {
      "build",
      "--bases",
      folder.resolve("bases").toString(),
      "-t",
      "training/app",
      context.toString(),
      "--progress"
    };
    for (String progress : List.of("plain", "quiet")) {
      Files.writeString(context.resolve("src/m0/f.txt"), progress);
      run(folder, with(build, progress));
      run(folder, with(build, progress));
    }
  }

  private static void imageCommands(Path folder) {
    run(folder, "images");
    run(folder, "inspect", "training/app");
    run(folder, "history", "training/app");
    run(folder, "tag", "training/app", "training/app:2");
    run(folder, "rmi", "training/app:2");
  }

  private static String[] with(String[] words, String last) {
    String[] more = Arrays.copyOf(words, words.length + 1);
    more[words.length] = last;
    return more;
  }

  private static void run(Path folder, String... command) {
    var words = new ArrayList<String>(List.of("--root", folder.resolve("store").toString()));
    words.addAll(List.of(command));
    Training.run(words, Map.of());
  }
}
