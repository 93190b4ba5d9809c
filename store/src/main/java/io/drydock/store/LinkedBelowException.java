package io.drydock.store;

/** Tells that a layer has a hard link to a file of the layers below, which were not at hand. */
final class LinkedBelowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  LinkedBelowException(String path) {
    super(path);
  }
}
