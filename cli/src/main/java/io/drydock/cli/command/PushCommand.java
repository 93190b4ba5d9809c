package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.TransferDisplay;
import io.drydock.cli.output.TransferDisplay.Direction;
import io.drydock.cli.progress.Terminal;
import io.drydock.cli.sources.RegistryFlags;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Pusher;
import io.drydock.distribution.Registries;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.io.PrintStream;
import java.util.List;

/** Brings an image to a registry. */
final class PushCommand implements Command {
  @Override
  public Spec spec() {
    return RegistryFlags.add(
        Spec.of("push [OPTIONS] NAME[:TAG]", "Upload an image to a registry")
            .arguments(1, 1)
            .aliases("image push", "push")
            .flag("all-tags", 'a', Kind.BOOL, "Push all tags of an image to the repository")
            .flag(
                "compression",
                Kind.STRING,
                "How to compress layers that are not: gzip or zstd (default \"gzip\")")
            .flag(
                "platform",
                Kind.STRING,
                "Push a platform-specific manifest as a single-platform image (format: os[/arch[/variant]])")
            .flag("quiet", 'q', Kind.BOOL, "Suppress verbose output"));
  }

  @Override
  public int run(Session session, Arguments arguments) {
    ImageReference given = ImageReference.parse(arguments.argument(0));
    boolean all = arguments.on("all-tags");
    if (all && (given.tag().isPresent() || given.digest().isPresent())) {
      throw new DrydockException(ErrorKind.INVALID, "tag can't be used with --all-tags/-a");
    }
    if (given.digest().isPresent()) {
      throw new DrydockException(ErrorKind.INVALID, "cannot push a digest reference");
    }
    if (all && arguments.given("platform")) {
      throw new DrydockException(
          ErrorKind.INVALID, "--platform cannot be given with --all-tags: push one tag at a time");
    }
    boolean quiet = arguments.on("quiet");
    PrintStream out = session.out();
    if (!quiet && !all && given.tag().isEmpty()) {
      out.println("Using default tag: latest");
    }
    TransferListener display =
        quiet
            ? TransferListener.NONE
            : new TransferDisplay(Direction.PUSH, out, Terminal.isOutput());
    try (Registries registries = RegistryFlags.open(session, arguments, display)) {
      var pusher =
          new Pusher(
              registries, session.store(), form(arguments.value("compression", "")), display);
      if (!quiet) {
        out.println("The push refers to repository [" + given.name() + "]");
      }
      List<Pusher.Pushed> pushed =
          all ? pusher.pushAll(given) : List.of(push(pusher, given, arguments));
      pushed.forEach(each -> report(session, each, quiet));
    }
    if (quiet) {
      out.println(all ? given : given.withDefaultTag());
    }
    return 0;
  }

  private static Pusher.Pushed push(Pusher pusher, ImageReference name, Arguments arguments) {
    return arguments
        .value("platform")
        .map(platform -> pusher.push(name, Platform.parse(platform)))
        .orElseGet(() -> pusher.push(name.withDefaultTag()));
  }

  private static Pusher.Form form(String compression) {
    return switch (compression) {
      case "", "gzip" -> Pusher.Form.GZIP;
      case "zstd" -> Pusher.Form.ZSTD;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "invalid compression \"" + compression + "\": give gzip or zstd");
    };
  }

  private static void report(Session session, Pusher.Pushed pushed, boolean quiet) {
    if (!quiet) {
      session
          .out()
          .println(
              pushed.reference().tag().orElse("")
                  + ": digest: "
                  + pushed.manifest().digest()
                  + " size: "
                  + pushed.manifest().size());
    }
    if (pushed.partial()) {
      session
          .err()
          .println(
              "Info → Not all multiplatform-content is present and only the available"
                  + " single-platform image was pushed: "
                  + pushed.manifest().digest());
    }
  }
}
