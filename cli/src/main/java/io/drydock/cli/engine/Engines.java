package io.drydock.cli.engine;

import io.drydock.cli.frame.Session;
import io.drydock.client.ApiVersion;
import io.drydock.client.EngineClient;
import io.drydock.client.EngineIdentity;
import io.drydock.client.EngineSelection;
import io.drydock.client.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The engine that a call means. */
public final class Engines {
  private Engines() {}

  /** What flags, environment and contexts choose. */
  public static EngineSelection selection(Session session) {
    return EngineSelection.of(
        new EngineSelection.Words(
            session.global().all("host"),
            session.global().value("context", ""),
            tls(session),
            session.dockerConfig()),
        session.environment());
  }

  /** Whether the user named an engine, so that images are that engine's too. */
  public static boolean isChosen(Session session) {
    return !session.global().all("host").isEmpty()
        || session.variable("DOCKER_HOST").isPresent()
        || selection(session).isChosen();
  }

  /** Whether our own engine of this user listens now. */
  public static boolean isRunning(Session session) {
    EngineSelection selection = selection(session);
    return !selection.isChosen() && Files.exists(Path.of(selection.endpoint().address().path()));
  }

  /**
   * Whether there can be containers, networks or volumes: an engine was named, or ours once ran.
   */
  public static boolean hasObjects(Session session) {
    return isChosen(session)
        || isRunning(session)
        || Files.isDirectory(session.root().resolve("engine"));
  }

  static EngineClient client(Session session) {
    EngineSelection selection = selection(session);
    Optional<EngineIdentity> told =
        session
            .variable("DOCKER_API_VERSION")
            .map(version -> new EngineIdentity(ApiVersion.parse(version), false));
    if (told.isPresent()) {
      return EngineClient.of(selection.endpoint(), told.get());
    }
    if (selection.isChosen()) {
      return EngineClient.negotiating(selection.endpoint());
    }
    return EngineClient.of(selection.endpoint(), EngineIdentity.own())
        .startedBy(() -> EngineOnDemand.start(session));
  }

  private static Optional<TlsFiles> tls(Session session) {
    boolean verify = session.global().on("tlsverify");
    if (!verify && !session.global().on("tls")) {
      return Optional.empty();
    }
    TlsFiles usual = TlsFiles.in(session.dockerConfig(), !verify);
    return Optional.of(
        new TlsFiles(
            session.global().value("tlscacert").map(session::path).or(usual::authority),
            session.global().value("tlscert").map(session::path).or(usual::certificate),
            session.global().value("tlskey").map(session::path).or(usual::key),
            !verify));
  }
}
