package io.drydock.cli.image;

import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;

/** Gives an image of an engine one more name. */
final class RemoteTag extends EngineCommand {
  private final Spec spec;

  RemoteTag(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    ImageReference target = reference(call.arguments().argument(1));
    if (target.digest().isPresent()) {
      throw new DrydockException(
          ErrorKind.INVALID, "refusing to create a tag with a digest reference");
    }
    ImageReference tagged = target.withDefaultTag();
    call.engine()
        .post(
            "/images/" + EngineClient.part(call.name()) + "/tag",
            new Query().with("repo", tagged.name()).with("tag", tagged.tag().orElse("")))
        .discard();
    return 0;
  }

  private static ImageReference reference(String text) {
    try {
      return ImageReference.parse(text);
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(),
          "Error parsing reference: \""
              + text
              + "\" is not a valid repository/tag: "
              + e.getMessage(),
          e);
    }
  }
}
