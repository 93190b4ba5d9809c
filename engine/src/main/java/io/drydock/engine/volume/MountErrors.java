package io.drydock.engine.volume;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** What can be wrong with a mount, in Docker's words. */
final class MountErrors {
  private MountErrors() {}

  static DrydockException specification(String raw) {
    return invalid("invalid volume specification: '" + raw + "'")
        .withHint("write SOURCE:TARGET[:OPTIONS], as /data:/data:ro or name:/data");
  }

  static DrydockException mode(String mode) {
    return invalid("invalid mode: " + mode);
  }

  static DrydockException config(String type, String reason) {
    return invalid("invalid mount config for type \"" + type + "\": " + reason);
  }

  static DrydockException missing(String type, String field) {
    return config(type, "field " + field + " must not be empty");
  }

  static DrydockException extra(String type, String field) {
    return config(type, "field " + field + " must not be specified");
  }

  static DrydockException duplicate(String destination) {
    return invalid("Duplicate mount point: " + destination);
  }

  static DrydockException noSource(String path) {
    return config("bind", "bind source path does not exist: " + path)
        .withHint(
            "make it, or let it be made as a directory with --mount type=bind,…,bind-create-src"
                + " or with --volume");
  }

  static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
