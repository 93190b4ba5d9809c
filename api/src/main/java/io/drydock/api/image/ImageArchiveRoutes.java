package io.drydock.api.image;

import io.drydock.api.route.Call;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.distribution.archive.ImageLoader;
import io.drydock.distribution.archive.ImageSaver;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import io.drydock.store.Lease;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images as archives, streamed both ways. */
public final class ImageArchiveRoutes implements Routes {
  private final Store store;
  private final Events events;

  public ImageArchiveRoutes(Store store, Events events) {
    this.store = store;
    this.events = events;
  }

  @Override
  public void register(Router router) {
    router.get("/images/get", call -> save(call, call.query().all("names")));
    router.get("/images/{name*}/get", call -> save(call, List.of(call.variable("name"))));
    router.post("/images/load", this::load);
  }

  private void save(Call call, List<String> names) throws IOException {
    if (names.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no image is named: give names");
    }
    try (Lease _ = store.lease()) {
      List<LoadedImage> images = images(names);
      var saver = new ImageSaver(store, ImageRoutes.platforms(call));
      try (OutputStream out = call.stream("application/x-tar")) {
        saver.save(images, ImageSaver.Format.DOCKER, out);
      }
      images.forEach(each -> publish("save", each));
    }
  }

  /** The images that the words mean, each once; one that is meant by its ID gets no name. */
  private List<LoadedImage> images(List<String> words) {
    Map<Descriptor, Set<ImageReference>> names = new LinkedHashMap<>();
    for (String word : words) {
      Images.Entry entry = store.images().resolve(word);
      Set<ImageReference> known =
          names.computeIfAbsent(entry.target().bare(), _ -> new LinkedHashSet<>());
      entry.name().filter(each -> ImageCatalogue.isNamed(word, each)).ifPresent(known::add);
    }
    var images = new ArrayList<LoadedImage>();
    names.forEach((target, all) -> images.add(new LoadedImage(target, List.copyOf(all))));
    return images;
  }

  private void load(Call call) throws IOException {
    var loader = new ImageLoader(store, ImageRoutes.platforms(call));
    JsonLines.answer(
        call,
        lines -> {
          List<LoadedImage> loaded = loader.load(call.body(), "the archive");
          for (LoadedImage each : loaded) {
            each.names().forEach(name -> lines.stream("Loaded image: " + name.familiar() + "\n"));
            if (each.names().isEmpty()) {
              lines.stream("Loaded image ID: " + id(each) + "\n");
            }
            publish("load", each);
          }
          lines.begin();
        });
  }

  private String id(LoadedImage image) {
    return new ImageCatalogue(store)
        .image(image.target().digest().toString(), Optional.empty())
        .id()
        .toString();
  }

  private void publish(String action, LoadedImage image) {
    String name = image.names().stream().findFirst().map(ImageReference::familiar).orElse("");
    events.publish(EventType.IMAGE, action, id(image), new LinkedHashMap<>(Map.of("name", name)));
  }
}
