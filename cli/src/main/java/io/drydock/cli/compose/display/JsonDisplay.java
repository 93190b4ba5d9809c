package io.drydock.cli.compose.display;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Writes each step as a JSON object on a line of its own, for programs. */
final class JsonDisplay implements Display {
  private final PrintStream out;

  JsonDisplay(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void on(Step step) {
    var json = new JsonObject();
    json.addProperty("id", step.name());
    json.addProperty("status", status(step.phase()));
    json.addProperty("text", step.text());
    if (!step.detail().isEmpty()) {
      json.addProperty("details", step.detail());
    }
    out.println(new String(Json.bytes(json), StandardCharsets.UTF_8));
    out.flush();
  }

  private static String status(Step.Phase phase) {
    return switch (phase) {
      case WORKING -> "Working";
      case DONE -> "Done";
      case SKIPPED -> "Warning";
      case FAILED -> "Error";
    };
  }

  @Override
  public void close() {
    out.flush();
  }
}
