package io.drydock.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What docker's command line asks of an engine: our command line must ask for the same, and our
 * engine must give it and show it.
 */
final class DockerRequestsSuite implements Suite {
  @Override
  public String name() {
    return "docker-cli-requests";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    try (var client = new CommandLineRequests()) {
      for (String file : List.of("from-docs.json", "all-flags.json")) {
        for (JsonObject each : Cases.list(Cases.read(folder.resolve(file)), "cases")) {
          String words = String.join(" ", Cases.strings(each, "argv"));
          report.check("client: " + words, () -> client.check(each));
        }
      }
    }
    if (EngineRequests.possible()) {
      engine(folder, report);
    }
  }

  private static void engine(Path folder, Report report) throws IOException {
    try (EngineRequests engine = EngineRequests.open()) {
      for (String file : List.of("from-docs.json", "all-flags.json")) {
        for (JsonObject each : Cases.list(Cases.read(folder.resolve(file)), "cases")) {
          if (Cases.list(each, "requests").stream().anyMatch(EngineRequests::concerns)) {
            String words = String.join(" ", Cases.strings(each, "argv"));
            report.check("engine: " + words, () -> engine.check(each));
          }
        }
      }
    }
  }
}
