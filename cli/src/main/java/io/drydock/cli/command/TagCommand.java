package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;

/** Gives an image one more name. */
final class TagCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
            "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE")
        .arguments(2, 2)
        .aliases("image tag", "tag");
  }

  @Override
  public int run(Session session, Arguments arguments) {
    ImageReference target = reference(arguments.argument(1));
    Images.Entry source = session.store().images().resolve(arguments.argument(0));
    session.store().images().tag(target.withDefaultTag(), source.target());
    return 0;
  }

  private static ImageReference reference(String text) {
    ImageReference target;
    try {
      target = ImageReference.parse(text);
    } catch (DrydockException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "error parsing reference: \""
              + text
              + "\" is not a valid repository/tag: "
              + e.getMessage(),
          e);
    }
    if (target.digest().isPresent()) {
      throw new DrydockException(
          ErrorKind.INVALID, "refusing to create a tag with a digest reference");
    }
    return target;
  }
}
