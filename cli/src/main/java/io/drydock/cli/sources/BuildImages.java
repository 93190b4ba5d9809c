package io.drydock.cli.sources;

import io.drydock.base.Bases;
import io.drydock.build.ImageProvider;
import io.drydock.build.image.ImageSources;
import io.drydock.build.input.BuildInput;
import io.drydock.build.input.PreparationEvents;
import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.LayoutReference;
import io.drydock.build.plan.Operation;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.distribution.Puller;
import io.drydock.distribution.Registries;
import io.drydock.distribution.TransferListener;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a build's images come from: base definitions, the store, registries. */
public final class BuildImages implements AutoCloseable {
  private final Session session;
  private final PreparationEvents events;
  private final Arguments arguments;
  private final ImageSources sources;
  private volatile Consumer<String> log = _ -> {};
  private @Nullable Registries registries;

  public BuildImages(Session session, Arguments arguments, PreparationEvents events) {
    this(session, arguments, events, List.of(arguments.argument(0)));
  }

  /**
   * @param contexts whose base definitions are known
   */
  public BuildImages(
      Session session, Arguments arguments, PreparationEvents events, List<String> contexts) {
    this.session = session;
    this.events = events;
    this.arguments = arguments;
    Optional<Path> shipped = session.home().map(home -> home.resolve("bases"));
    sources =
        new ImageSources(
            session.store(),
            List.of(bases(ownFolders(session, arguments, contexts))),
            arguments.given("bases") ? List.of() : List.of(bases(shipped.stream().toList())),
            this::puller,
            arguments.on("pull"));
  }

  private ImageProvider bases(List<Path> folders) {
    return new Bases(session.store(), folders, new BaseLog(line -> log.accept(line)))::provide;
  }

  public ImageSources sources() {
    return sources;
  }

  /** Finds images as {@link #sources}, each as a step of the progress. */
  public ImageResolver resolver() {
    return new ImageResolver() {
      @Override
      public Resolved resolve(ImageReference reference, Platform platform) {
        return events.step(
            "[internal] load metadata for " + reference,
            said -> {
              log = said;
              return sources.resolve(reference, platform);
            });
      }

      @Override
      public Resolved resolve(LayoutReference layout, Platform platform) {
        return events.step(
            "[internal] load metadata for " + layout.directory(),
            _ -> sources.resolve(layout, platform));
      }

      @Override
      public Optional<Instant> made(Operation source) {
        return sources.made(source);
      }
    };
  }

  private synchronized Puller puller() {
    if (registries == null) {
      registries = RegistryFlags.open(session, arguments, TransferListener.NONE);
    }
    return new Puller(registries, session.store(), TransferListener.NONE);
  }

  /** The folders of {@code --bases}; else those in and beside the contexts, and here. */
  private static List<Path> ownFolders(
      Session session, Arguments arguments, List<String> contexts) {
    List<String> told = arguments.all("bases");
    if (!told.isEmpty()) {
      return told.stream().map(session::path).toList();
    }
    var folders = new ArrayList<Path>();
    for (String context : contexts) {
      if (!context.equals(BuildInput.STDIN)) {
        Path directory = session.path(context);
        folders.add(directory.resolve("bases"));
        folders.add(directory.resolveSibling("bases"));
      }
    }
    folders.add(session.path("bases"));
    return folders.stream().distinct().toList();
  }

  @Override
  public void close() {
    if (registries != null) {
      registries.close();
    }
  }
}
