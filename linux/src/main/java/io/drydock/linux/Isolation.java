package io.drydock.linux;

/** How build steps can be shut in, the strongest first. */
public enum Isolation {
  /** Namespaces of their own, made by root. */
  NAMESPACES,
  /** Namespaces inside a user namespace, for users without rights. */
  USER_NAMESPACE,
  /** A changed root only, inside a container that may not make namespaces. */
  CHROOT,
  /** Whatever an OCI runtime does. */
  OCI
}
