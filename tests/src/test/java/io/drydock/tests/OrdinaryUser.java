package io.drydock.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A user without rights who exists for the commands of one test only: in a mount namespace with
 * other files in the place of those that list users and their subordinate ids.
 */
final class OrdinaryUser {
  static final int UID = 54321;
  private static final String NAME = "drydocktest";

  private final Path folder;

  /**
   * @param folder for the user's home; the path to it is open to all
   * @param subordinateIds whether the user has 65,536 of them
   */
  OrdinaryUser(Path folder, boolean subordinateIds) throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become a user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/newuidmap")), "needs the package uidmap");
    this.folder = Files.createDirectories(folder);
    String passwd = Files.readString(Path.of("/etc/passwd"));
    Files.writeString(
        folder.resolve("passwd"),
        passwd + "%s:x:%d:%d::%s:/bin/sh\n".formatted(NAME, UID, UID, home()));
    Files.writeString(folder.resolve("subids"), subordinateIds ? NAME + ":900000:65536\n" : "");
    Files.createDirectories(home());
    Files.setAttribute(home(), "unix:uid", UID);
    Files.setAttribute(home(), "unix:gid", UID);
  }

  Path home() {
    return folder.resolve("home");
  }

  /** Runs the project's launcher. */
  Drydock.Outcome drydock(String... words) throws IOException, InterruptedException {
    String script =
        """
        mount --bind %1$s/passwd /etc/passwd
        for each in subuid subgid; do
          [ -e /etc/$each ] || exit 77
          mount --bind %1$s/subids /etc/$each
        done
        exec setpriv --reuid %2$d --regid %2$d --clear-groups --inh-caps=-all \\
          env -u DRYDOCK_ROOT -u XDG_DATA_HOME HOME=%1$s/home "$@"
        """
            .formatted(folder, UID);
    var command = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
    command.add(Drydock.home().resolve("drydock").toString());
    command.addAll(List.of(words));
    Drydock.Outcome outcome = Commands.run(command);
    assumeTrue(outcome.code() != 77, "needs /etc/subuid and /etc/subgid");
    return outcome;
  }
}
