package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Command;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.progress.Terminal;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.OutputFile;
import io.drydock.distribution.archive.ImageSaver;
import io.drydock.distribution.archive.LoadedImage;
import io.drydock.distribution.images.ImageCatalogue;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Lease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes images to an archive. */
final class SaveCommand implements Command {
  @Override
  public Spec spec() {
    return Spec.of(
            "save [OPTIONS] IMAGE [IMAGE...]",
            "Save one or more images to a tar archive (streamed to STDOUT by default)")
        .arguments(1, Spec.ANY)
        .aliases("image save", "save")
        .flag(
            "archive",
            Kind.STRING,
            "Layout of the archive: 'docker' (also read by OCI tools) or 'oci' (default"
                + " \"docker\")")
        .flag("output", 'o', Kind.STRING, "Write to a file, instead of STDOUT")
        .flag(
            "platform",
            Kind.STRINGS,
            "Save only the given platform(s) (format: os[/arch[/variant]])");
  }

  @Override
  public int run(Session session, Arguments arguments) throws IOException {
    String output = arguments.value("output", "");
    if (output.isEmpty() && Terminal.isOutput()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "cowardly refusing to save to a terminal. Use the -o flag or redirect");
    }
    ImageSaver.Format format = format(arguments.value("archive", "docker"));
    try (Lease _ = session.store().lease()) {
      List<LoadedImage> images = images(session, arguments.positional());
      List<Platform> platforms = arguments.all("platform").stream().map(Platform::parse).toList();
      var saver = new ImageSaver(session.store(), platforms);
      if (output.isEmpty()) {
        saver.save(images, format, session.out());
      } else {
        new OutputFile(session.path(output)).write(out -> saver.save(images, format, out));
      }
    }
    return 0;
  }

  private static ImageSaver.Format format(String name) {
    return switch (name) {
      case "docker" -> ImageSaver.Format.DOCKER;
      case "oci" -> ImageSaver.Format.OCI;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "invalid archive layout \"" + name + "\": give docker or oci");
    };
  }

  /** The images that the words mean, each once; one that is meant by its ID gets no name. */
  private static List<LoadedImage> images(Session session, List<String> words) {
    Map<Descriptor, Set<ImageReference>> names = new LinkedHashMap<>();
    for (String word : words) {
      Images.Entry entry = session.store().images().resolve(word);
      Set<ImageReference> known =
          names.computeIfAbsent(entry.target().bare(), _ -> new LinkedHashSet<>());
      entry.name().filter(each -> ImageCatalogue.isNamed(word, each)).ifPresent(known::add);
    }
    var images = new ArrayList<LoadedImage>();
    names.forEach((target, all) -> images.add(new LoadedImage(target, List.copyOf(all))));
    return images;
  }
}
