package io.drydock.build.options;

import io.drydock.build.Output;
import io.drydock.build.Output.Archive;
import io.drydock.build.Output.Destination;
import io.drydock.build.Output.Format;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads {@code --output}. */
final class OutputReader {
  private final Surroundings surroundings;
  private final List<ImageReference> tags;

  OutputReader(Surroundings surroundings, List<ImageReference> tags) {
    this.surroundings = surroundings;
    this.tags = tags;
  }

  /** What the values ask for; without any, the image in the store. */
  List<Output> read(List<String> values) {
    var outputs = new ArrayList<Output>();
    values.forEach(each -> outputs.add(parse(each)));
    return outputs.isEmpty() ? List.of(new Output.Image(tags)) : outputs;
  }

  private Output parse(String text) {
    if (!text.contains("=")) {
      return text.equals("-")
          ? new Archive(Format.TAR, stdout(), tags)
          : new Output.Local(surroundings.path(text));
    }
    Fields fields = Fields.parse("output", text).only(Set.of("type", "dest", "name"));
    return switch (fields.required("type")) {
      case "image", "docker-image" -> new Output.Image(names(fields));
      case "local" -> new Output.Local(surroundings.path(fields.required("dest")));
      case "tar" -> new Archive(Format.TAR, destination(fields), tags);
      case "oci" -> new Archive(Format.OCI, destination(fields), names(fields));
      case "docker" ->
          fields.get("dest").isEmpty()
              ? new Output.Image(names(fields))
              : new Archive(Format.DOCKER, destination(fields), names(fields));
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "--output "
                  + text
                  + ": unsupported type \""
                  + fields.required("type")
                  + "\"; known are docker, image, local, oci and tar");
    };
  }

  private List<ImageReference> names(Fields fields) {
    return fields
        .get("name")
        .map(names ->
            Arrays.stream(names.split(","))
                .map(ImageReference::parse)
                .map(ImageReference::withDefaultTag)
                .toList())
        .orElse(tags);
  }

  private Destination destination(Fields fields) {
    String dest = fields.get("dest").orElse("-");
    if (dest.equals("-")) {
      return stdout();
    }
    Path path = surroundings.path(dest);
    if (Files.isDirectory(path)) {
      throw new DrydockException(ErrorKind.INVALID, "destination file " + path + " is a directory");
    }
    return Files.exists(path) && !Files.isRegularFile(path)
        ? new Destination.Stream(device(path))
        : new Destination.File(path);
  }

  /** A device or pipe is written into; replacing it as a file would destroy it. */
  private static OutputStream device(Path path) {
    try {
      return Files.newOutputStream(path, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.FORBIDDEN, "cannot write to " + path + ": " + e, e);
    }
  }

  private Destination stdout() {
    return new Destination.Stream(surroundings.out());
  }
}
