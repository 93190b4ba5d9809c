package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.ImagePull;
import io.drydock.cli.flags.ContainerRequest;
import io.drydock.cli.frame.Arguments;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineResponse;
import io.drydock.client.Query;
import io.drydock.container.ContainerSpec;
import io.drydock.container.Mount;
import io.drydock.container.Storage;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.AnyReference;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has an engine make a container, with the image pulled before where that is asked for. */
final class Creation {
  private static final List<String> PULL = List.of("", "always", "missing", "never");

  private final Call call;
  private final ContainerRequest request;

  Creation(Call call, ContainerRequest request) {
    this.call = call;
    this.request = call.arguments().on("use-api-socket") ? withSocket(call, request) : request;
  }

  static void requirePullPolicy(Arguments arguments) {
    String policy = arguments.value("pull", "");
    if (!PULL.contains(policy)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid pull option: '"
              + policy
              + "': must be one of \"always\", \"missing\" or \"never\"");
    }
  }

  /** The new container's id, which is also in the file of {@code --cidfile}. */
  String create() throws IOException {
    AnyReference image = AnyReference.parse(request.image());
    requirePlatform();
    Optional<Path> idFile = call.arguments().value("cidfile").map(call.session()::path);
    if (idFile.isPresent() && Files.exists(idFile.get())) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "container ID file found, make sure the other container isn't running or delete "
              + call.arguments().value("cidfile", ""));
    }
    if (call.arguments().value("pull", "").equals("always")) {
      pull(image);
    }
    JsonObject created = createOrPull(image);
    Json.strings(created, "Warnings").forEach(each -> call.err().println("WARNING: " + each));
    String id = Json.string(created, "Id").orElse("");
    if (idFile.isPresent()) {
      Files.writeString(idFile.get(), id);
    }
    return id;
  }

  private void requirePlatform() {
    if (request.platform().isEmpty()) {
      return;
    }
    try {
      Platform.parse(request.platform());
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(), "error parsing specified platform: " + e.getMessage(), e);
    }
  }

  private JsonObject createOrPull(AnyReference image) {
    try {
      return post();
    } catch (DrydockException e) {
      boolean isMissing =
          e.kind() == ErrorKind.NOT_FOUND && e.getMessage().contains("No such image");
      String policy = call.arguments().value("pull", "");
      if (!isMissing || !(policy.isEmpty() || policy.equals("missing"))) {
        throw e;
      }
      String name =
          image instanceof ImageReference reference
              ? reference.withDefaultTag().familiar()
              : image.familiar();
      if (!call.arguments().on("quiet")) {
        call.err().println("Unable to find image '" + name + "' locally");
      }
      pull(image);
      return post();
    }
  }

  private void pull(AnyReference image) {
    if (image instanceof ImageReference reference) {
      new ImagePull(call)
          .pull(reference, request.platform(), call.arguments().on("quiet"), call.err());
    }
  }

  private JsonObject post() {
    var query = new Query().given("name", request.name()).given("platform", request.platform());
    try (EngineResponse answer = call.engine().post("/containers/create", query, request.body())) {
      return answer.object();
    }
  }

  /** The engine's socket in the container, so that a client in it drives the same engine. */
  private static ContainerRequest withSocket(Call call, ContainerRequest request) {
    EngineAddress address = call.engine().endpoint().address();
    String socket =
        address.transport() == EngineAddress.Transport.UNIX
            ? address.path()
            : "/var/run/docker.sock";
    Storage storage = request.spec().host().storage();
    var mounts = new ArrayList<Mount>(storage.mounts());
    mounts.add(
        new Mount(
            "bind",
            socket,
            "/var/run/docker.sock",
            false,
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    var changed =
        new Storage(
            storage.binds(),
            mounts,
            storage.tmpfs(),
            storage.volumesFrom(),
            storage.volumeDriver(),
            storage.readonlyRootfs(),
            storage.options());
    ContainerSpec spec = request.spec();
    return request.withSpec(spec.withHost(spec.host().withStorage(changed)));
  }
}
