package io.drydock.buildkit.control;

import io.drydock.build.Output;
import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildPreparation;
import io.drydock.buildkit.message.ExporterEntry;
import io.drydock.buildkit.session.ClientSession;
import io.drydock.buildkit.session.FileSend;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The outputs of a client's build: images stay here, files go to the client. */
final class Exports {
  /** Docker's own exporter, which puts images into the engine that is asked. */
  private static final String ENGINE = "moby";

  private static final Set<String> IMAGES = Set.of(ENGINE, "image", "registry");

  /** Attributes that say how others prepare what this store has anyway. */
  private static final Set<String> WITHOUT_MEANING =
      Set.of("buildinfo", "buildinfo-attrs", "unpack", "load", "context", "prefer-nondist-layers");

  private final Store store;
  private final ClientSession session;
  private final boolean forEngine;
  private final List<Output> outputs = new ArrayList<>();
  private final List<OutputStream> streams = new ArrayList<>();
  private final Map<Integer, Path> directories = new LinkedHashMap<>();

  Exports(Store store, ClientSession session, List<ExporterEntry> exporters) {
    this.store = store;
    this.session = session;
    this.forEngine = exporters.stream().anyMatch(each -> each.type().equals(ENGINE));
    for (int i = 0; i < exporters.size(); i++) {
      add(i, exporters.get(i));
    }
  }

  private void add(int index, ExporterEntry exporter) {
    var attributes = new LinkedHashMap<>(exporter.attributes());
    attributes.keySet().removeAll(WITHOUT_MEANING);
    String type = IMAGES.contains(exporter.type()) ? "image" : exporter.type();
    if (type.equals("local")) {
      attributes.put("dest", directory(index).toString());
    } else if (!type.equals("image")) {
      attributes.put("dest", "-");
    }
    if ("false".equals(attributes.get("tar"))) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "an image layout as a directory of the client is not supported: leave out tar=false");
    }
    Output output = parse(FrontendAttributes.text(type, attributes));
    outputs.add(
        switch (output) {
          case Output.Archive archive ->
              new Output.Archive(archive.docker(), stream(index), archive.names(), archive.form());
          case Output.Tar tar -> new Output.Tar(stream(index), tar.split());
          default -> output;
        });
  }

  private static Output parse(String text) {
    var options = BuildOptions.of(BuildOptions.Source.of(".")).outputs(List.of(text)).build();
    return new BuildPreparation(options, Preparation.surroundings()).outputs().getFirst();
  }

  private Path directory(int index) {
    Path directory = store.scratch("export");
    directories.put(index, directory);
    return directory;
  }

  private Output.Destination stream(int index) {
    OutputStream stream = FileSend.stream(session, index);
    streams.add(stream);
    return new Output.Destination.Stream(stream);
  }

  List<Output> outputs() {
    return outputs;
  }

  /** Whether the client takes the image for one of the engine, which it knows by its ID only. */
  boolean forEngine() {
    return forEngine;
  }

  /** Sends what was laid into directories, and waits until the client has everything. */
  void deliver() {
    try {
      for (OutputStream each : streams) {
        each.close();
      }
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot send to the client: " + e, e);
    }
    directories.forEach((index, directory) -> FileSend.directory(session, index, directory));
  }

  /** Removes what was only made to be sent. */
  void clean() {
    directories.values().forEach(ScratchDirectory::remove);
  }
}
