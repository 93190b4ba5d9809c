package io.drydock.build.options;

import io.drydock.build.Annotation;
import io.drydock.build.ImageForm;
import io.drydock.build.LayerForm;
import io.drydock.build.Output;
import io.drydock.build.Output.Destination;
import io.drydock.build.Output.Places;
import io.drydock.build.Output.Push;
import io.drydock.build.Output.Split;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.OutputFile;
import io.drydock.core.Suggestion;
import io.drydock.oci.ImageReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code --output} and {@code --annotation}. */
final class OutputReader {
  private static final List<String> TYPES =
      List.of("cacheonly", "docker", "image", "local", "oci", "registry", "tar");

  private final Surroundings surroundings;
  private final List<ImageReference> tags;
  private final List<String> annotations;

  OutputReader(Surroundings surroundings, List<ImageReference> tags, List<String> annotations) {
    this.surroundings = surroundings;
    this.tags = tags;
    this.annotations = annotations;
  }

  /** What the values ask for; without any, the image in the store. */
  List<Output> read(List<String> values) {
    if (values.isEmpty()) {
      return annotations.isEmpty() ? List.of(new Output.Image(tags)) : List.of(parse("type=image"));
    }
    var outputs = new ArrayList<Output>();
    values.forEach(each -> outputs.add(parse(each)));
    refuseSharedOutput(outputs);
    return outputs;
  }

  private Output parse(String text) {
    if (!text.contains("=")) {
      return text.equals("-")
          ? new Output.Tar(stdout(), Split.IF_SEVERAL)
          : new Output.Local(surroundings.path(text), false, Split.IF_SEVERAL);
    }
    Fields fields = Fields.parse("output", text);
    return switch (fields.required("type")) {
      case "image", "docker-image" -> image(fields, false);
      case "registry" -> image(fields, true);
      case "docker" -> fields.get("dest").isEmpty() ? image(fields, false) : archive(fields, true);
      case "oci" -> archive(fields, false);
      case "local" -> local(fields);
      case "tar" -> {
        fields.only(Set.of("type", "dest", "platform-split"));
        yield new Output.Tar(destination(fields), split(fields));
      }
      case "cacheonly" -> {
        fields.only(Set.of("type"));
        yield new Output.CacheOnly();
      }
      default -> throw unknownType(fields);
    };
  }

  private static DrydockException unknownType(Fields fields) {
    String type = fields.required("type");
    var error =
        new DrydockException(
            ErrorKind.INVALID,
            "--output "
                + fields.text()
                + ": unsupported type \""
                + type
                + "\"; known are "
                + String.join(", ", TYPES));
    return Suggestion.closest(type, TYPES)
        .map(close -> error.withHint("Did you mean " + close + "?"))
        .orElse(error);
  }

  private Output.Image image(Fields fields, boolean registry) {
    ImageForm form =
        new ImageFormReader(fields, annotations)
            .read(
                Set.of(
                    "type",
                    "name",
                    "dest",
                    "push",
                    "push-by-digest",
                    "registry.insecure",
                    "store",
                    "name-canonical",
                    "dangling-name-prefix",
                    "unpack"),
                LayerForm.STANDARD);
    boolean byDigest = fields.on("push-by-digest", false);
    boolean push = fields.on("push", registry) || byDigest;
    List<ImageReference> names = names(fields);
    if (push && names.isEmpty()) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "--output " + fields.text() + ": tag is needed when pushing to registry")
          .withHint("Give the image a name with -t or name=.");
    }
    return new Output.Image(
        names,
        form,
        new Places(
            fields.on("store", !registry),
            fields.on("name-canonical", false),
            fields.get("dangling-name-prefix").orElse(""),
            fields.on("unpack", false),
            push
                ? Optional.of(new Push(byDigest, fields.on("registry.insecure", false)))
                : Optional.empty()));
  }

  private Output archive(Fields fields, boolean docker) {
    ImageForm form =
        new ImageFormReader(fields, annotations)
            .read(Set.of("type", "dest", "name", "tar"), LayerForm.GZIP);
    return fields.on("tar", true)
        ? new Output.Archive(docker, destination(fields), names(fields), form)
        : new Output.Layout(
            docker, surroundings.path(fields.required("dest")), names(fields), form);
  }

  private Output.Local local(Fields fields) {
    fields.only(Set.of("type", "dest", "mode", "platform-split"));
    boolean delete =
        switch (fields.get("mode").orElse("copy")) {
          case "", "copy" -> false;
          case "delete" -> true;
          default ->
              throw new DrydockException(
                  ErrorKind.INVALID,
                  "--output "
                      + fields.text()
                      + ": mode is copy or delete, not \""
                      + fields.required("mode")
                      + "\"");
        };
    return new Output.Local(surroundings.path(fields.required("dest")), delete, split(fields));
  }

  private static Split split(Fields fields) {
    if (fields.get("platform-split").isEmpty()) {
      return Split.IF_SEVERAL;
    }
    return fields.on("platform-split", true) ? Split.ALWAYS : Split.NEVER;
  }

  private List<ImageReference> names(Fields fields) {
    return fields
        .get("name")
        .filter(names -> !names.isEmpty())
        .map(names ->
            Arrays.stream(names.split(","))
                .map(String::strip)
                .map(ImageReference::parse)
                .map(ImageReference::withDefaultTag)
                .toList())
        .orElse(tags);
  }

  private Destination destination(Fields fields) {
    String dest = fields.get("dest").orElse("-");
    return dest.equals("-")
        ? stdout()
        : new Destination.File(new OutputFile(surroundings.path(dest)));
  }

  private Destination stdout() {
    return new Destination.Stream(surroundings.out());
  }

  private static void refuseSharedOutput(List<Output> outputs) {
    if (outputs.stream().filter(OutputReader::goesToStdout).count() > 1) {
      throw new DrydockException(ErrorKind.INVALID, "only one --output can go to standard output");
    }
  }

  private static boolean goesToStdout(Output output) {
    return (output instanceof Output.Archive archive
            && archive.destination() instanceof Destination.Stream)
        || (output instanceof Output.Tar tar && tar.destination() instanceof Destination.Stream);
  }

  /** The words of annotations as they stand in front of the key. */
  static Annotation.Place place(String word) {
    return switch (word) {
      case "", "manifest" -> Annotation.Place.MANIFEST;
      case "index" -> Annotation.Place.INDEX;
      case "manifest-descriptor" -> Annotation.Place.MANIFEST_DESCRIPTOR;
      case "index-descriptor" -> Annotation.Place.INDEX_DESCRIPTOR;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "unknown annotation type \""
                  + word
                  + "\"; known are manifest, index, manifest-descriptor, index-descriptor");
    };
  }
}
