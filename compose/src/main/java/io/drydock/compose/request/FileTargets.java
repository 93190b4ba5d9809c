package io.drydock.compose.request;

import io.drydock.composefile.model.FileReference;

/** Where secrets and configs appear in a container. */
final class FileTargets {
  private static final String SECRETS = "/run/secrets/";

  private FileTargets() {}

  static String secret(FileReference secret) {
    return under(SECRETS, secret);
  }

  static String config(FileReference config) {
    return under("/", config);
  }

  private static String under(String folder, FileReference file) {
    String target = file.target().orElse(file.source());
    return target.startsWith("/") ? target : folder + target;
  }
}
