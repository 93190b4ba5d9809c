package io.drydock.conformance;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of compose-go's recording, with a score of its own. A case that holds {@code error} is
 * to be refused; the words are ours.
 */
abstract class ComposeGoSuite implements Suite {
  private final String part;

  /**
   * @param part the file's name without its ending
   */
  ComposeGoSuite(String part) {
    this.part = part;
  }

  @Override
  public String name() {
    return folder() + "-" + part;
  }

  @Override
  public String folder() {
    return "compose-go";
  }

  @Override
  public void run(Path folder, Report report) throws IOException {
    Path file = folder.resolve(part + ".json");
    if (!Files.exists(file)) {
      return;
    }
    int index = 0;
    for (JsonObject each : Cases.list(Cases.read(file), "cases")) {
      report.check(part + "#" + index++ + label(each), () -> check(each, folder));
    }
  }

  /** What tells the case apart in a report, beside its number. */
  String label(JsonObject recorded) {
    return recorded.has("test") ? ":" + Cases.string(recorded, "test") : "";
  }

  /** Tries one case; throws when ours differs. */
  abstract void check(JsonObject recorded, Path folder) throws Exception;
}
