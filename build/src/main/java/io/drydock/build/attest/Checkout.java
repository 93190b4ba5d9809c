package io.drydock.build.attest;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which commit a directory is a checkout of. */
final class Checkout {
  private static final String COMMIT = "# branch.oid ";

  private Checkout() {}

  /**
   * {@code source} (the remote, without credentials) and {@code revision} (the commit, with {@code
   * -dirty} when files differ from it); empty where there is no git or no checkout.
   */
  static Map<String, String> describe(Path directory) {
    var description = new TreeMap<String, String>();
    Optional<String> status =
        git(directory, List.of("status", "--porcelain=v2", "--branch", "--", "."));
    status.flatMap(Checkout::revision).ifPresent(commit -> description.put("revision", commit));
    if (!description.isEmpty()) {
      git(directory, List.of("remote", "get-url", "origin"))
          .map(String::strip)
          .map(Checkout::withoutCredentials)
          .ifPresent(remote -> description.put("source", remote));
    }
    return description;
  }

  private static Optional<String> revision(String status) {
    Optional<String> commit =
        status
            .lines()
            .filter(line -> line.startsWith(COMMIT))
            .map(line -> line.substring(COMMIT.length()))
            .filter(each -> !each.startsWith("("))
            .findFirst();
    boolean dirty = status.lines().anyMatch(line -> !line.startsWith("#"));
    return commit.map(each -> dirty ? each + "-dirty" : each);
  }

  private static String withoutCredentials(String remote) {
    try {
      URI uri = URI.create(remote);
      return uri.getRawUserInfo() == null || !String.valueOf(uri.getScheme()).startsWith("http")
          ? remote
          : remote.replaceFirst("//[^@/]*@", "//");
    } catch (IllegalArgumentException e) {
      return remote; // The form of scp: USER@HOST:PATH, which has no password.
    }
  }

  private static Optional<String> git(Path directory, List<String> arguments) {
    var command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // No git here.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
