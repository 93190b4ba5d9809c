package io.drydock.cli.container;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.flags.ContainerFlags;
import io.drydock.cli.flags.ContainerRequest;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.terminal.DetachKeys;
import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** Makes a container and starts it, attached to it unless told otherwise. */
final class RunCommand extends EngineCommand {
  @Override
  public Spec spec() {
    return ContainerFlags.add(
        Spec.of(
                "run [OPTIONS] IMAGE [COMMAND] [ARG...]",
                "Create and run a new container from an image")
            .aliases("container run", "run")
            .arguments(1, Spec.ANY)
            .flagsFirst()
            .flag("detach", 'd', Kind.BOOL, "Run container in background and print container ID")
            .flag("detach-keys", Kind.STRING, "Override the key sequence for detaching a container")
            .flag(
                "pull",
                Kind.STRING,
                "Pull image before running (\"always\", \"missing\", \"never\") (default"
                    + " \"missing\")")
            .flag("sig-proxy", Kind.BOOL, "Proxy received signals to the process (default true)"));
  }

  @Override
  protected int run(Call call) throws Exception {
    ContainerRequest request;
    try {
      Creation.requirePullPolicy(call.arguments());
      request = ContainerFlags.read(call.session(), spec(), call.arguments());
    } catch (DrydockException e) {
      return RunFailure.ofWords(call.session(), "run", e);
    }
    boolean detached = call.arguments().on("detach");
    if (detached && call.arguments().given("attach")) {
      throw new DrydockException(
          ErrorKind.INVALID, "conflicting options: cannot specify both --attach and --detach");
    }
    ContainerRequest wanted = detached ? detached(request) : request;
    StandardStreams streams = wanted.spec().settings().streams();
    Attached.requireTerminal(call, streams.attachStdin(), streams.tty());
    return run(call, wanted, detached);
  }

  private static int run(Call call, ContainerRequest request, boolean detached) throws Exception {
    StandardStreams streams = request.spec().settings().streams();
    var keys = DetachKeys.of(call.arguments().value("detach-keys", ""));
    String id;
    try {
      id = new Creation(call, request).create();
    } catch (DrydockException e) {
      return RunFailure.ofStart(call.session(), e);
    }
    boolean attached = streams.attachStdin() || streams.attachStdout() || streams.attachStderr();
    boolean proxied =
        !detached && (!call.arguments().given("sig-proxy") || call.arguments().on("sig-proxy"));
    try (var container = new Attached(call, id)) {
      container.detachKeys(keys, call.arguments().value("detach-keys", ""));
      if (attached) {
        container.attach(
            streams.attachStdin(), streams.attachStdout(), streams.attachStderr(), streams.tty());
      }
      container.awaitEnd(request.spec().host().autoRemove() ? "removed" : "next-exit");
      if (proxied && !streams.tty()) {
        container.forwardSignals();
      }
      try {
        container.start();
      } catch (DrydockException e) {
        container.abandon();
        return RunFailure.ofStart(call.session(), e);
      }
      if (!attached) {
        call.out().println(id);
        return 0;
      }
      return container.stayUntilEnd();
    }
  }

  /** Without any stream attached, as {@code --detach} asks. */
  private static ContainerRequest detached(ContainerRequest request) {
    ContainerSpec spec = request.spec();
    ContainerSettings settings = spec.settings();
    StandardStreams streams = settings.streams();
    return request.withSpec(
        spec.withSettings(
            settings.withStreams(
                new StandardStreams(
                    false, false, false, streams.tty(), streams.openStdin(), false))));
  }

  @Override
  protected int failed(Session session, DrydockException error) {
    session.err().println(message(error));
    error.hint().ifPresent(session.err()::println);
    return 1;
  }
}
