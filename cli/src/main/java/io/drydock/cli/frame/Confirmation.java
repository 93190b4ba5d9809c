package io.drydock.cli.frame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Asks the user before something is removed. */
public final class Confirmation {
  private Confirmation() {}

  /** Whether the user answers the warning with yes. */
  public static boolean given(Session session, String warning) throws IOException {
    session.out().print(warning + "\nAre you sure you want to continue? [y/N] ");
    session.out().flush();
    String answer =
        new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8)).readLine();
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }
}
