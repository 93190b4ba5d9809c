package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.images.ImageRemoval;
import io.drydock.distribution.images.ImageRemoval.Removed;
import io.drydock.oci.Platform;
import java.util.List;

/** Removes images, or names of images. */
final class RmiCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of("rmi [OPTIONS] IMAGE [IMAGE...]", "Remove one or more images")
        .arguments(1, Spec.ANY)
        .aliases("image rm", "image remove", "rmi")
        .flag("force", 'f', Kind.BOOL, "Force removal of the image")
        .flag("no-prune", Kind.BOOL, "Do not delete untagged parents")
        .flag(
            "platform",
            Kind.STRINGS,
            "Remove only the given platform variant(s) (format: os[/arch[/variant]])");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    int code = 0;
    for (String word : arguments.positional()) {
      try {
        remove(new ImageRemoval(session.store()), word, arguments)
            .forEach(each -> session.out().println(line(each)));
      } catch (DrydockException e) {
        session.err().println("Error: " + e.getMessage());
        boolean forgiven = e.kind() == ErrorKind.NOT_FOUND && arguments.on("force");
        code = forgiven ? code : 1;
      }
    }
    return code;
  }

  private static List<Removed> remove(ImageRemoval images, String word, Arguments arguments) {
    List<Platform> platforms = arguments.all("platform").stream().map(Platform::parse).toList();
    return platforms.isEmpty()
        ? images.remove(word, arguments.on("force"))
        : images.removePlatforms(word, platforms);
  }

  private static String line(Removed removed) {
    return switch (removed) {
      case Removed.Untagged(String name) -> "Untagged: " + name;
      case Removed.Deleted(var digest) -> "Deleted: " + digest;
    };
  }
}
