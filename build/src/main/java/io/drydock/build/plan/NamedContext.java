package io.drydock.build.plan;

import io.drydock.build.remote.GitReference;
import io.drydock.build.remote.HttpSource;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import java.net.URI;

/** What a name means that {@code --build-context} gives a meaning: it stands in for an image. */
public sealed interface NamedContext {
  /** Files that the builder is given under the context's name. */
  record Files(String name) implements NamedContext {}

  /** An image ({@code docker-image://…}). */
  record Image(ImageReference reference) implements NamedContext {}

  /** An image of an OCI layout directory. */
  record Layout(String name, LayoutReference layout) implements NamedContext {}

  /** What another build makes that is planned beside this one. */
  record Built(Plan plan) implements NamedContext {}

  /** A git repository. */
  record Git(String remote) implements NamedContext {}

  /** A file that is downloaded; an archive is unpacked. */
  record Http(URI url) implements NamedContext {}

  /**
   * What the right side of {@code --build-context NAME=VALUE} means.
   *
   * @throws DrydockException of kind INVALID for a malformed value, of kind UNSUPPORTED for sources
   *     that cannot be read yet
   */
  static NamedContext parse(String name, String value) {
    if (value.startsWith("docker-image://")) {
      return new Image(
          ImageReference.parse(value.substring("docker-image://".length())).withDefaultTag());
    }
    if (value.startsWith(LayoutReference.PREFIX)) {
      return new Layout(name, LayoutReference.parse(value));
    }
    if (value.startsWith("target:")) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "build context \"" + name + "\": cannot read " + value)
          .withHint("Targets are those of bake files: drydock bake.");
    }
    if (GitReference.parseContext(value).isPresent()) {
      return new Git(value);
    }
    if (value.startsWith("http://") || value.startsWith("https://")) {
      return new Http(HttpSource.uri(value));
    }
    return new Files(name);
  }
}
