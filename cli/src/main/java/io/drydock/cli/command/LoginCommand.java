package io.drydock.cli.command;

import static java.util.Objects.requireNonNull;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.cli.sources.RegistryFlags;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Registries;
import io.drydock.distribution.credentials.CredentialStore;
import io.drydock.distribution.credentials.Credentials;
import io.drydock.distribution.transport.WaitListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Keeps the user's credentials for a registry, once the registry has taken them. */
final class LoginCommand implements Command {
  @Override
  public Spec spec() {
    return RegistryFlags.add(
        Spec.of("login [OPTIONS] [SERVER]", "Authenticate to a registry.")
            .arguments(0, 1)
            .details("Defaults to Docker Hub if no server is specified.")
            .flag("password", 'p', Kind.STRING, "Password or Personal Access Token (PAT)")
            .flag(
                "password-stdin",
                Kind.BOOL,
                "Take the Password or Personal Access Token (PAT) from stdin")
            .flag("username", 'u', Kind.STRING, "Username"));
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    String domain = domain(arguments);
    Credentials credentials = credentials(session, arguments);
    try (Registries registries = RegistryFlags.open(session, arguments, WaitListener.NONE)) {
      registries.at(domain, credentials).ping();
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.UNAUTHORIZED && e.kind() != ErrorKind.FORBIDDEN) {
        throw e;
      }
      throw new DrydockException(
          e.kind(), "login attempt to " + domain + " failed: " + e.getMessage(), e);
    }
    CredentialStore store = CredentialStore.in(session.dockerConfig(), session.environment());
    if (store.keepsPlainText(domain)) {
      session
          .err()
          .println(
              "\nWARNING! Your credentials are stored unencrypted in '"
                  + store.file()
                  + "'.\nConfigure a credential helper to remove this warning. See\n"
                  + "https://docs.docker.com/go/credential-store/\n");
    }
    store.put(domain, credentials);
    session.out().println("Login Succeeded");
    return 0;
  }

  /** The registry's domain: a URL's host, Docker Hub where none is given. */
  static String domain(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      return "docker.io";
    }
    String server = arguments.argument(0);
    int scheme = server.indexOf("://");
    String rest = scheme < 0 ? server : server.substring(scheme + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return host.equals("index.docker.io") ? "docker.io" : host;
  }

  private static Credentials credentials(Session session, Arguments arguments) throws IOException {
    String user = arguments.value("username", "").strip();
    String password = arguments.value("password", "");
    if (!password.isEmpty()) {
      session
          .err()
          .println("WARNING! Using --password via the CLI is insecure. Use --password-stdin.");
    }
    if (arguments.on("password-stdin")) {
      if (!password.isEmpty()) {
        throw new DrydockException(
            ErrorKind.INVALID, "--password and --password-stdin are mutually exclusive");
      }
      if (user.isEmpty()) {
        throw new DrydockException(
            ErrorKind.INVALID, "Must provide --username with --password-stdin");
      }
      password =
          new String(session.in().readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("[\r\n]+$", "");
    }
    if (user.isEmpty()) {
      user = ask(session, "Username: ");
    }
    if (password.isEmpty()) {
      password = askSecret();
    }
    if (user.isEmpty() || password.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "username and password are required");
    }
    return new Credentials.Password(user, password);
  }

  private static String ask(Session session, String prompt) throws IOException {
    requireTerminal();
    session.out().print(prompt);
    session.out().flush();
    String line =
        new BufferedReader(new InputStreamReader(session.in(), StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line.strip();
  }

  private static String askSecret() {
    requireTerminal();
    char[] secret = requireNonNull(System.console()).readPassword("Password: ");
    return secret == null ? "" : new String(secret);
  }

  private static void requireTerminal() {
    if (!Terminal.isInput()) {
      throw new DrydockException(
          ErrorKind.INVALID, "Cannot perform an interactive login from a non TTY device");
    }
  }
}
