package io.drydock.cli.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Walks through the commands that only ask an engine. */
final class ClientTraining {
  private static final List<String> COMMANDS =
      List.of(
          "version",
          "--help",
          "run --help",
          "run --rm busybox true",
          "run --rm -e A=1 -v /a:/b -p 80:80 --name n -l a=b --memory 1g busybox sh -c true",
          "run -d --network none busybox true",
          "create busybox",
          "start c",
          "exec c true",
          "ps",
          "ps -a --filter name=x",
          "logs c",
          "container inspect c",
          "wait c",
          "kill c",
          "stop c",
          "restart c",
          "rm -f c",
          "network ls",
          "network create n",
          "network rm n",
          "volume ls",
          "volume create v",
          "volume rm v");

  private ClientTraining() {}

  static void run(Path folder) throws IOException {
    Path socket = folder.resolve("engine.sock");
    try (var _ = ScriptedEngine.listen(socket)) {
      for (String each : COMMANDS) {
        Training.run(List.of(each.split(" ")), Map.of("DRYDOCK_SOCKET", socket.toString()));
      }
      Training.run(List.of("-H", "unix://" + socket, "ps"), Map.of());
    }
  }
}
