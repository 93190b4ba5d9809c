package io.drydock.distribution.credentials;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program {@code docker-credential-NAME} that keeps credentials: the action is its argument, the
 * registry or a JSON object its standard input, a JSON object or an error its standard output.
 */
final class CredentialHelper {
  private static final String NOT_FOUND = "credentials not found";

  /** The user name that marks a secret as an identity token. */
  private static final String TOKEN_USER = "<token>";

  private final String program;
  private final String searchPath;

  /**
   * @param searchPath the folders that may have it, as PATH lists them
   */
  CredentialHelper(String name, String searchPath) {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new DrydockException(ErrorKind.INVALID, "invalid credential helper name: " + name);
    }
    this.program = "docker-credential-" + name;
    this.searchPath = searchPath;
  }

  Optional<Credentials> get(String registry) {
    Outcome outcome = run("get", registry);
    if (outcome.exitCode != 0) {
      if (outcome.text().contains(NOT_FOUND)) {
        return Optional.empty();
      }
      throw failed("get", outcome);
    }
    JsonObject json = Json.object(outcome.output, "output of " + program);
    String user = Json.string(json, "Username").orElse("");
    String secret = Json.string(json, "Secret").orElse("");
    return user.isEmpty() && secret.isEmpty()
        ? Optional.empty()
        : Optional.of(
            user.equals(TOKEN_USER)
                ? new Credentials.IdentityToken("", secret)
                : new Credentials.Password(user, secret));
  }

  void store(String registry, Credentials credentials) {
    var json = new JsonObject();
    json.addProperty("ServerURL", registry);
    switch (credentials) {
      case Credentials.Password(String user, String password) -> {
        json.addProperty("Username", user);
        json.addProperty("Secret", password);
      }
      case Credentials.IdentityToken(_, String token) -> {
        json.addProperty("Username", TOKEN_USER);
        json.addProperty("Secret", token);
      }
      case Credentials.RegistryToken _ ->
          throw new DrydockException(
              ErrorKind.UNSUPPORTED, program + " can't keep a registry token");
    }
    check("store", run("store", new String(Json.bytes(json), StandardCharsets.UTF_8)));
  }

  void erase(String registry) {
    Outcome outcome = run("erase", registry);
    if (!outcome.text().contains(NOT_FOUND)) {
      check("erase", outcome);
    }
  }

  private void check(String action, Outcome outcome) {
    if (outcome.exitCode != 0) {
      throw failed(action, outcome);
    }
  }

  private DrydockException failed(String action, Outcome outcome) {
    return new DrydockException(
        ErrorKind.UNAVAILABLE,
        "error getting credentials: "
            + program
            + " "
            + action
            + " exited with "
            + outcome.exitCode
            + ": "
            + outcome.text());
  }

  private Outcome run(String action, String input) {
    try {
      Process process =
          new ProcessBuilder(executable(), action)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // A helper that does not read its input has said so by its exit code.
      }
      byte[] output = process.getInputStream().readAllBytes();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new DrydockException(
              ErrorKind.NOT_FOUND, "error getting credentials: cannot run " + program, e)
          .withHint("Install the helper, or take it out of credsStore in config.json.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted", e);
    }
  }

  private String executable() throws IOException {
    for (String each : searchPath.split(":")) {
      Path file = Path.of(each.isEmpty() ? "." : each, program).toAbsolutePath();
      if (Files.isExecutable(file)) {
        return file.toString();
      }
    }
    throw new NoSuchFileException(program);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Outcome(int exitCode, byte[] output) {
    /** Only of failures and never of secrets: helpers print errors on standard output. */
    String text() {
      return exitCode == 0 ? "" : new String(output, StandardCharsets.UTF_8).strip();
    }
  }
}
