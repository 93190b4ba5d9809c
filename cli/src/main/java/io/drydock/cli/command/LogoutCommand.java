package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.distribution.credentials.CredentialStore;

/** Forgets the user's credentials for a registry. */
final class LogoutCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("logout [SERVER]", "Log out from a registry.")
        .arguments(0, 1)
        .details("If no server is specified, it is Docker Hub.");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    String domain = LoginCommand.domain(arguments);
    String shown = domain.equals("docker.io") ? "https://index.docker.io/v1/" : domain;
    CredentialStore store = CredentialStore.in(session.dockerConfig(), session.environment());
    if (store.find(domain).isEmpty()) {
      session.out().println("Not logged in to " + shown);
      return 0;
    }
    session.out().println("Removing login credentials for " + shown);
    store.remove(domain);
    return 0;
  }
}
