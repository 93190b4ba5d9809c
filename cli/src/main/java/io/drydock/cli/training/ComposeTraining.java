package io.drydock.cli.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Walks through the life of a project: brought up, looked at, brought up again, built, taken down.
 */
final class ComposeTraining {
  private static final String PROJECT =
      """
      name: training
      x-common: &common
        restart: unless-stopped
      services:
        web:
          <<: *common
          image: busybox:${TAG:-latest}
          command: sleep 600
          ports: ["8080:80"]
          environment: [A=1, B]
          volumes: ["data:/data", "./:/context:ro"]
          deploy: {resources: {limits: {memory: 64m}}}
          depends_on: {db: {condition: service_started}}
        db:
          image: busybox
          command: ["sleep", "600"]
          environment: {PASSWORD: "${PASSWORD:-x}"}
          healthcheck: {test: ["CMD", "true"], interval: 5s}
          networks: [default, back]
        tool:
          profiles: [tools]
          image: training/tool
          build:
            context: .
            dockerfile_inline: |
              FROM scratch AS files
              COPY compose.yaml /a/
              FROM scratch
              ENV A=1
              COPY --from=files /a /b
      networks:
        back: {internal: true}
      volumes:
        data:
      """;

  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "up --help",
          "config",
          "config --services",
          "config --hash *",
          "up -d --dry-run",
          "up -d",
          "up -d",
          "ls",
          "ps",
          "ps -a --format json",
          "logs web",
          "stop",
          "start",
          "restart web",
          "--profile tools build",
          "--profile tools build",
          "down -v");

  private ComposeTraining() {}

  static void run(Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), PROJECT);
    Path socket = folder.resolve("engine.sock");
    try (var _ = ScriptedEngine.listen(socket)) {
      for (String each : COMMANDS) {
        var words = new ArrayList<>(List.of("--root", folder.resolve("store").toString()));
        words.addAll(List.of("compose", "-f", file.toString()));
        words.addAll(List.of(each.split(" ")));
        Training.run(words, Map.of("DRYDOCK_SOCKET", socket.toString()));
      }
    }
  }
}
