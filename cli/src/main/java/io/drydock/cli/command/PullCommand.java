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
import io.drydock.distribution.Puller;
import io.drydock.distribution.Registries;
import io.drydock.distribution.RemoteImage;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Brings an image from a registry. */
final class PullCommand implements Command {
  @Override
  public Spec spec() {
    return RegistryFlags.addWithMirrors(
        Spec.of("pull [OPTIONS] NAME[:TAG|@DIGEST]", "Download an image from a registry")
            .arguments(1, 1)
            .aliases("image pull", "pull")
            .flag("all-tags", 'a', Kind.BOOL, "Download all tagged images in the repository")
            .flag("platform", Kind.STRING, "Set platform if server is multi-platform capable")
            .flag("quiet", 'q', Kind.BOOL, "Suppress verbose output"));
  }

  @Override
  public int run(Session session, Arguments arguments) {
    ImageReference given = ImageReference.parse(arguments.argument(0));
    boolean all = arguments.on("all-tags");
    if (all && (given.tag().isPresent() || given.digest().isPresent())) {
      throw new DrydockException(ErrorKind.INVALID, "tag can't be used with --all-tags/-a");
    }
    Platform platform = arguments.value("platform").map(Platform::parse).orElseGet(Platform::host);
    boolean quiet = arguments.on("quiet");
    PrintStream out = session.out();
    TransferListener display =
        quiet
            ? TransferListener.NONE
            : new TransferDisplay(Direction.PULL, out, Terminal.isOutput());
    ImageReference reference = all ? given : given.withDefaultTag();
    try (Registries registries = RegistryFlags.open(session, arguments, display)) {
      var puller = new Puller(registries, session.store(), display);
      if (!quiet && !all && given.tag().isEmpty() && given.digest().isEmpty()) {
        out.println("Using default tag: latest");
      }
      List<ImageReference> wanted = all ? tags(puller, reference) : List.of(reference);
      for (ImageReference each : wanted) {
        pull(session, puller, each, platform, quiet);
      }
    }
    if (!quiet || !all) {
      out.println(reference);
    }
    return 0;
  }

  private static List<ImageReference> tags(Puller puller, ImageReference repository) {
    return puller.tags(repository).stream()
        .map(tag ->
            new ImageReference(
                repository.domain(), repository.path(), Optional.of(tag), Optional.empty()))
        .toList();
  }

  private static void pull(
      Session session, Puller puller, ImageReference name, Platform platform, boolean quiet) {
    Optional<Digest> before =
        session.store().images().find(name).map(Images.Entry::target).map(each -> each.digest());
    if (!quiet) {
      String what = name.digest().map(Digest::toString).or(name::tag).orElse("");
      session.out().println(what + ": Pulling from " + name.path());
    }
    RemoteImage pulled = puller.pull(name, platform);
    if (!quiet) {
      boolean same = before.filter(pulled.target().digest()::equals).isPresent();
      session.out().println("Digest: " + pulled.target().digest());
      session
          .out()
          .println(
              "Status: "
                  + (same ? "Image is up to date for " : "Downloaded newer image for ")
                  + name.familiar());
    }
  }
}
