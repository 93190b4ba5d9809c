package io.drydock.cli.daemon;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes systemd's units for the engine. */
public final class EngineInstallCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("engine install [OPTIONS]", "Write systemd's units for the engine")
        .details(
            "Afterwards `systemctl daemon-reload && systemctl enable --now drydock.socket` lets"
                + " systemd\nstart the engine with the first client.")
        .flag("directory", Kind.STRING, "Where units lie (default \"/etc/systemd/system\")")
        .flag("group", 'G', Kind.STRING, "Group that may use the socket (default \"root\")")
        .flag("print", Kind.BOOL, "Print them instead");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    Path home =
        session
            .home()
            .orElseThrow(() ->
                new DrydockException(ErrorKind.UNSUPPORTED, "where Drydock lies is not known")
                    .withHint("call it by its launcher, drydock"));
    EnginePlace place = EnginePlace.of(session);
    String service = service(home, place.root().root());
    String socket = socket(place.socket(), arguments.value("group", "root"));
    if (arguments.on("print")) {
      session.out().print("# drydock.service\n" + service + "\n# drydock.socket\n" + socket);
      return 0;
    }
    Path directory = session.path(arguments.value("directory", "/etc/systemd/system"));
    Files.writeString(directory.resolve("drydock.service"), service);
    Files.writeString(directory.resolve("drydock.socket"), socket);
    session.out().println("Wrote drydock.service and drydock.socket to " + directory);
    return 0;
  }

  /** Only the engine ends with the service: containers' monitors are in its control group too. */
  private static String service(Path home, Path root) {
    return """
    [Unit]
    Description=Drydock engine
    Documentation=file:%1$s/docs/engine.md
    After=network-online.target drydock.socket
    Wants=network-online.target
    Requires=drydock.socket

    [Service]
    Type=exec
    ExecStart=%1$s/drydock --root %2$s engine run --host fd://
    KillMode=process
    Delegate=yes
    Restart=on-failure
    LimitNOFILE=1048576
    TasksMax=infinity
    OOMScoreAdjust=-500

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(home, root);
  }

  private static String socket(Path socket, String group) {
    return """
    [Unit]
    Description=Socket of the Drydock engine

    [Socket]
    ListenStream=%s
    SocketMode=0660
    SocketGroup=%s

    [Install]
    WantedBy=sockets.target
    """
        .formatted(socket, group);
  }
}
