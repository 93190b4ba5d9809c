package io.drydock.distribution;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.transport.RegistryError;
import io.drydock.oci.ImageReference;

/** What a registry refused, as docker's pull says it. */
final class PullError {
  private PullError() {}

  static DrydockException of(ImageReference reference, RegistryError e) {
    String name = reference.familiarName();
    return switch (e.code()) {
      case "DENIED" ->
          worded(
              e,
              "pull access denied for "
                  + name
                  + ", repository does not exist or may require 'drydock login'");
      case "MANIFEST_UNKNOWN" -> worded(e, "manifest for " + reference.familiar() + " not found");
      case "NAME_UNKNOWN" -> worded(e, "repository " + name + " not found");
      case "" ->
          e.status() == 404 ? worded(e, "manifest for " + reference.familiar() + " not found") : e;
      default -> e;
    };
  }

  private static DrydockException worded(RegistryError e, String words) {
    ErrorKind kind = e.kind() == ErrorKind.INVALID ? ErrorKind.NOT_FOUND : e.kind();
    return new DrydockException(kind, words + ": " + e.getMessage(), e);
  }
}
