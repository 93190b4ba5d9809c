package io.drydock.api.image;

import io.drydock.api.route.Call;
import io.drydock.api.route.Endpoint;
import io.drydock.build.remote.Downloads;
import io.drydock.build.remote.HttpSource;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.engine.files.ImageMaker;
import io.drydock.engine.files.ImportRequest;
import io.drydock.oci.ContainerConfig;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code POST /images/create?fromSrc=…}: an image of an archive of files. */
public final class ImportEndpoint implements Endpoint {
  private final Store store;
  private final Supplier<ImageMaker> maker;
  private final Events events;
  private final Function<List<String>, ContainerConfig> changes;

  /**
   * @param changes reads instructions of a Dockerfile into a config
   */
  public ImportEndpoint(
      Store store,
      Supplier<ImageMaker> maker,
      Events events,
      Function<List<String>, ContainerConfig> changes) {
    this.store = store;
    this.maker = maker;
    this.events = events;
    this.changes = changes;
  }

  @Override
  public void answer(Call call) throws IOException {
    String source = call.query().text("fromSrc");
    String repository = call.query().text("repo");
    Optional<ImageReference> name =
        repository.isEmpty()
            ? Optional.empty()
            : Optional.of(ImageRoutes.named(repository, call.query().text("tag")));
    Platform platform = ImageRoutes.platforms(call).stream().findFirst().orElseGet(Platform::host);
    var request =
        new ImportRequest(
            changes.apply(call.query().all("changes")),
            call.query().text("message"),
            platform,
            name);
    JsonLines.answer(
        call,
        lines -> {
          try (InputStream archive = source.equals("-") ? call.body() : download(source)) {
            Images.Image image = maker.get().importArchive(request, archive);
            events.publish(
                EventType.IMAGE,
                "import",
                image.id().toString(),
                new LinkedHashMap<>(Map.of("name", name.map(ImageReference::familiar).orElse(""))));
            lines.status(image.id().toString());
          }
        });
  }

  private InputStream download(String source) throws IOException {
    String url = source.contains("://") ? source : "http://" + source;
    Downloads.Download download =
        new Downloads(RemoteAccess.anonymous(store), System.getenv())
            .fetch(HttpSource.uri(url), Optional.empty());
    return store.blobs().open(download.digest());
  }
}
