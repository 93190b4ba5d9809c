package io.drydock.cli.compose;

import io.drydock.cli.engine.RegistryLogin;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.client.RequestBody;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import java.util.Map;

/** Pins the images of a project to what their tags mean in their registries now. */
final class ImageDigests {
  private final ComposeCall call;

  ImageDigests(ComposeCall call) {
    this.call = call;
  }

  /**
   * The project's canonical form, with the digests that flags ask for: in all of it, or as a file
   * that goes over it.
   */
  YamlMapping pin(Project project) {
    YamlMapping whole = project.definition();
    boolean lock = call.arguments().on("lock-image-digests");
    if (!lock && !call.arguments().on("resolve-image-digests")) {
      return whole;
    }
    return pin(project, lock);
  }

  /** A file that goes over the project's and pins all of its images. */
  YamlMapping pins(Project project) {
    return pin(project, true);
  }

  private YamlMapping pin(Project project, boolean lock) {
    YamlMapping whole = project.definition();
    var services = YamlMapping.builder(whole.location());
    for (Service each : project.services().values()) {
      YamlMapping definition = lock ? YamlMapping.empty(whole.location()) : each.definition();
      services.put(each.name(), pin(each, definition));
    }
    YamlMapping base = lock ? YamlMapping.empty(whole.location()) : whole;
    return base.with("services", services.build());
  }

  private YamlNode pin(Service service, YamlMapping definition) {
    if (service.image().isEmpty()) {
      return definition;
    }
    ImageReference image = ImageReference.parse(service.image().get());
    String pinned = image.digest().isPresent() ? image.familiar() : pinned(image);
    return definition.with("image", YamlScalar.of(pinned, definition.location()));
  }

  private String pinned(ImageReference image) {
    String path = "/distribution/" + EngineClient.part(image.withDefaultTag().toString()) + "/json";
    Map<String, String> login =
        Map.of(RegistryLogin.HEADER, RegistryLogin.header(call.call().session(), image));
    String digest =
        Json.child(
                call.engine().send("GET", path, new Query(), RequestBody.NONE, login).object(),
                "Descriptor")
            .flatMap(each -> Json.string(each, "digest"))
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND, "no digest of " + image.familiar() + " is known"));
    return image.familiar() + "@" + Digest.parse(digest);
  }
}
