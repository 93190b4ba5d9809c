package io.drydock.cli.compose.remote;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.sources.RegistryFlags;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.RawManifest;
import io.drydock.distribution.Registries;
import io.drydock.distribution.Repository;
import io.drydock.distribution.transport.WaitListener;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Projects that {@code compose publish} put into registries: {@code oci://registry/name:tag}. A
 * layer is a Compose file, which goes over those before it, a file that they extend, or one of
 * variables.
 */
final class RegistryFiles extends FetchedFiles {
  private static final String SCHEME = "oci://";
  private static final String COMPOSE_FILE = "application/vnd.docker.compose.file+yaml";
  private static final String ENV_FILE = "application/vnd.docker.compose.envfile";
  private static final String FILE_NAME = "com.docker.compose.file";
  private static final String IS_EXTENDED = "com.docker.compose.extends";
  private static final String ENV_FILE_NAME = "com.docker.compose.envfile";
  private static final String PROJECT = "compose.yaml";

  private final Session session;
  private final LocalCopies copies;

  RegistryFiles(Session session, LocalCopies copies) {
    this.session = session;
    this.copies = copies;
  }

  @Override
  public boolean accepts(String reference) {
    return reference.startsWith(SCHEME);
  }

  @Override
  Path fetch(String reference) {
    ImageReference name =
        ImageReference.parsePullable(reference.substring(SCHEME.length())).withDefaultTag();
    try (Registries registries =
        RegistryFlags.open(session, new Arguments(Map.of(), List.of()), WaitListener.NONE)) {
      Repository repository = registries.repository(name);
      String tag = name.digest().map(Object::toString).or(name::tag).orElseThrow();
      RawManifest manifest = repository.manifest(tag);
      List<Descriptor> layers = manifest.isIndex() ? List.of() : manifest.manifest().layers();
      if (layers.stream().noneMatch(each -> each.mediaType().equals(COMPOSE_FILE))) {
        throw new DrydockException(ErrorKind.INVALID, reference + " is no Compose project")
            .withHint("a project gets into a registry by compose publish");
      }
      Path folder =
          copies.folder(
              "oci " + manifest.descriptor().digest(), fresh -> write(repository, layers, fresh));
      return LocalCopies.composeFile(folder, reference);
    }
  }

  private static void write(Repository repository, List<Descriptor> layers, Path folder)
      throws IOException {
    for (Descriptor each : layers) {
      String type = each.mediaType();
      if (type.equals(COMPOSE_FILE) && !each.annotations().containsKey(IS_EXTENDED)) {
        append(folder.resolve(PROJECT), repository.read(each));
      } else if (type.equals(COMPOSE_FILE)) {
        Files.write(inside(folder, each, FILE_NAME), repository.read(each));
      } else if (type.equals(ENV_FILE)) {
        Files.write(inside(folder, each, ENV_FILE_NAME), repository.read(each));
      }
    }
  }

  /** Later files go over earlier ones as later documents of one file do. */
  private static void append(Path file, byte[] content) throws IOException {
    if (Files.exists(file)) {
      byte[] separator = "\n---\n".getBytes(StandardCharsets.UTF_8);
      Files.write(file, separator, StandardOpenOption.APPEND);
    }
    Files.write(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static Path inside(Path folder, Descriptor layer, String annotation) throws IOException {
    String name = layer.annotations().getOrDefault(annotation, "");
    Path file = folder.resolve(name).normalize();
    if (name.isEmpty() || !file.startsWith(folder) || file.equals(folder)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "layer %s says with %s=%s no place for its file"
              .formatted(layer.digest(), annotation, name));
    }
    Files.createDirectories(file.getParent());
    return file;
  }
}
