package io.drydock.cli.compose;

import io.drydock.cli.compose.display.Display;
import io.drydock.cli.compose.image.BuildWish;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Confirmation;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.sources.RegistryFlags;
import io.drydock.compose.request.Names;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.Pusher;
import io.drydock.distribution.Registries;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a project's files into a registry, as an OCI artifact in docker compose's form. */
final class PublishCommand extends ComposeCommand {
  private static final String PROJECT = "application/vnd.docker.compose.project";
  private static final String COMPOSE_FILE = "application/vnd.docker.compose.file+yaml";
  private static final String ENV_FILE = "application/vnd.docker.compose.envfile";

  @Override
  public Spec spec() {
    return RegistryFlags.add(
        Spec.of("compose publish [OPTIONS] REPOSITORY[:TAG]", "Publish compose application")
            .flag("resolve-image-digests", Kind.BOOL, "Pin image tags to digests")
            .flag(
                "with-env",
                Kind.BOOL,
                "Include environment variables and environment files in the published artifact")
            .flag("yes", 'y', Kind.BOOL, "Assume \"yes\" as answer to all prompts")
            .arguments(1, 1));
  }

  @Override
  protected int run(ComposeCall call) throws IOException {
    Project project = call.project();
    checkImages(project);
    if (!call.arguments().on("with-env")) {
      checkVariables(call, project);
    }
    pushImages(call, project);
    ImageReference name = ImageReference.parse(call.arguments().argument(0)).withDefaultTag();
    Session session = call.call().session();
    try (Lease _ = session.store().lease();
        Registries registries =
            RegistryFlags.open(session, call.arguments(), TransferListener.NONE)) {
      Descriptor manifest = manifest(call, session.store(), project);
      var pusher = new Pusher(registries, session.store(), Pusher.Form.GZIP, TransferListener.NONE);
      pusher.putManifest(name, pusher.pushContent(name, manifest), name.tag().orElseThrow());
      call.out().println(name.familiar() + "@" + manifest.digest());
    }
    return 0;
  }

  private static void checkImages(Project project) {
    for (Service each : project.services().values()) {
      if (each.image().isEmpty() && each.provider().isEmpty()) {
        throw new DrydockException(
                ErrorKind.INVALID,
                "service \""
                    + each.name()
                    + "\" has no image name: whoever takes the project from the registry cannot"
                    + " build it")
            .at(each.location());
      }
    }
  }

  /** Values of variables may be secrets, so nobody publishes them unasked. */
  private static void checkVariables(ComposeCall call, Project project) throws IOException {
    List<String> services =
        project.services().values().stream()
            .filter(each -> !each.process().environment().isEmpty())
            .map(Service::name)
            .toList();
    if (services.isEmpty() || call.arguments().on("yes")) {
      return;
    }
    String words = "environment variables of " + String.join(", ", services);
    boolean agreed =
        call.hasTerminal()
            && Confirmation.given(
                call.call().session(), "The artifact will show everyone the " + words + ".");
    if (!agreed) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "the artifact would hold the " + words)
          .withHint("If they may be seen, add --with-env.");
    }
  }

  private static void pushImages(ComposeCall call, Project project) {
    Map<String, Service> services = new LinkedHashMap<>();
    for (Service each : project.services().values()) {
      if (each.build().isPresent()) {
        services.putIfAbsent(Names.image(project, each), each);
      }
    }
    if (!services.isEmpty()) {
      try (Display display = call.display("Pushing")) {
        call.images(display, BuildWish.NONE, false)
            .push(services, false, new StepListener(display, call));
      }
    }
  }

  private static Descriptor manifest(ComposeCall call, Store store, Project project)
      throws IOException {
    Arguments arguments = call.arguments();
    List<Descriptor> layers = new ArrayList<>();
    for (Path each : project.files()) {
      layers.add(layer(store, each, COMPOSE_FILE, "com.docker.compose.file"));
    }
    if (arguments.on("resolve-image-digests")) {
      byte[] pins =
          ConfigText.of(arguments, new ImageDigests(call).pins(project))
              .getBytes(StandardCharsets.UTF_8);
      layers.add(layer(store, pins, COMPOSE_FILE, "com.docker.compose.file", "image-digests.yaml"));
    }
    if (arguments.on("with-env")) {
      for (Service service : project.services().values()) {
        for (var each : service.process().envFiles()) {
          layers.add(layer(store, Path.of(each.path()), ENV_FILE, "com.docker.compose.envfile"));
        }
      }
    }
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    var config = new Descriptor(MediaTypes.OCI_EMPTY, store.blobs().put(empty), empty.length);
    byte[] manifest =
        new ImageManifest(
                MediaTypes.OCI_MANIFEST, PROJECT, config, layers, Optional.empty(), Map.of())
            .toBytes();
    return new Descriptor(MediaTypes.OCI_MANIFEST, store.blobs().put(manifest), manifest.length);
  }

  private static Descriptor layer(Store store, Path file, String type, String label)
      throws IOException {
    return layer(store, Files.readAllBytes(file), type, label, file.getFileName().toString());
  }

  private static Descriptor layer(
      Store store, byte[] content, String type, String label, String name) {
    return new Descriptor(type, store.blobs().put(content), content.length)
        .withAnnotations(Map.of(label, name));
  }
}
