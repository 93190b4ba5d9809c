package io.drydock.linux;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Locale;
import java.util.Optional;

/** How build steps can be shut in, the strongest first. */
public enum Isolation {
  /** Namespaces of their own, made by root. */
  NAMESPACES("namespaces of their own"),
  /** Namespaces inside a user namespace, for users without rights. */
  ROOTLESS("namespaces inside a user namespace"),
  /** A changed root only, inside a container that may not make namespaces. */
  CHROOT("a changed root only: no own processes, mounts or network"),
  /** Whatever an OCI runtime does. */
  OCI("a container of an OCI runtime");

  private final String description;

  Isolation(String description) {
    this.description = description;
  }

  /** The word that users write. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, for a person: the rest of "steps run in …". */
  public String description() {
    return description;
  }

  /**
   * What {@code --isolation} asks for; empty for {@code default}.
   *
   * @throws DrydockException of kind INVALID for other words
   */
  public static Optional<Isolation> parse(String word) {
    if (word.isEmpty() || word.equals("default")) {
      return Optional.empty();
    }
    for (Isolation each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    throw new DrydockException(
        ErrorKind.INVALID,
        "unknown isolation \"" + word + "\": give default, namespaces, rootless, chroot or oci");
  }
}
