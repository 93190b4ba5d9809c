package io.drydock.build.call;

import com.google.gson.JsonObject;
import io.drydock.build.plan.Planner;
import io.drydock.core.DrydockException;
import io.drydock.core.Excerpt;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.check.BuildWarning;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the build checks say of a Dockerfile.
 *
 * @param warnings in file order
 * @param error why there can be no build
 * @param name of the Dockerfile, to show
 * @param text of the Dockerfile
 */
public record CheckAnswer(
    List<BuildWarning> warnings, Optional<DrydockException> error, String name, String text) {
  public CheckAnswer {
    warnings =
        warnings.stream().sorted(Comparator.comparingInt(each -> each.location().line())).toList();
  }

  public static CheckAnswer of(Planner.Checked checked, String name, String text) {
    return new CheckAnswer(checked.warnings(), checked.error(), name, text);
  }

  /** What is to be said before the place where the Dockerfile cannot be read. */
  public static CheckAnswer unreadable(
      DrydockException error, String name, String text, Map<String, String> buildArgs) {
    return new CheckAnswer(
        BuildChecks.beforeError(name, text, buildArgs), Optional.of(error), name, text);
  }

  /** The answer in the form of BuildKit's {@code lint}. */
  public JsonObject toJson() {
    return CallJson.check(warnings, error, name, text);
  }

  /** Prints the warnings in docker's form; the error is left to whoever reports errors. */
  public void print(PrintStream out) {
    if (warnings.isEmpty()) {
      if (error.isEmpty()) {
        out.println("Check complete, no warnings found.");
      }
      return;
    }
    String count = warnings.size() == 1 ? "1 warning has" : warnings.size() + " warnings have";
    out.println("Check complete, " + count + " been found!");
    List<String> lines = Excerpt.lines(text);
    for (BuildWarning each : warnings) {
      String url = each.check().url();
      out.println("\nWARNING: " + each.check().title() + (url.isEmpty() ? "" : " - " + url));
      out.println(each.detail());
      Excerpt.print(each.location(), lines, out);
    }
  }
}
