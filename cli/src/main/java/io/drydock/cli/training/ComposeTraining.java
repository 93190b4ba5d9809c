package io.drydock.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Walks through the commands about projects, against an engine that only answers. */
final class ComposeTraining {
  private static final String FILE =
      """
      name: training
      services:
        web:
          image: busybox
          command: sleep ${TIME:-600}
          ports: ["80"]
          volumes: ["data:/data", "./files:/files:ro"]
          environment: {A: b}
          healthcheck: {test: "true", interval: 1s}
          deploy: {resources: {limits: {memory: 64m}}}
          networks: [front]
        job:
          image: busybox
          depends_on: {web: {condition: service_started}}
      networks:
        front:
      volumes:
        data:
      """;

  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "up --help",
          "config",
          "config --hash *",
          "ps -a",
          "ls",
          "up -d",
          "up -d --dry-run",
          "stop",
          "start",
          "logs",
          "down -v");

  private ComposeTraining() {}

  static void run(Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), FILE);
    Path socket = folder.resolve("engine.sock");
    try (var _ = ScriptedEngine.listen(socket)) {
      for (String each : COMMANDS) {
        Training.run(
            List.of(("compose -f " + file + " " + each).split(" ")),
            Map.of("DRYDOCK_SOCKET", socket.toString()));
      }
    }
  }
}
