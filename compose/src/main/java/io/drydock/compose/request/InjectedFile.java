package io.drydock.compose.request;

import com.google.gson.JsonArray;
import io.drydock.composefile.model.FileReference;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.SharedFile;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A secret or config whose content is copied into a container, since no file of the host holds it.
 *
 * @param target absolute path in the container
 * @param mode permission bits
 */
public record InjectedFile(String target, String content, int uid, int gid, int mode) {
  private static final int READABLE = 0444;

  /**
   * The files of a service that have to be copied in.
   *
   * @throws DrydockException of kind INVALID when a variable that holds one is not set
   */
  public static List<InjectedFile> of(Project project, Service service) {
    var files = new ArrayList<InjectedFile>();
    for (FileReference each : service.storage().secrets()) {
      SharedFile secret = source(project.secrets().get(each.source()), "secret", each, service);
      content(project, secret)
          .ifPresent(content -> files.add(file(each, FileTargets.secret(each), content)));
    }
    for (FileReference each : service.storage().configs()) {
      SharedFile config = source(project.configs().get(each.source()), "config", each, service);
      content(project, config)
          .ifPresent(content -> files.add(file(each, FileTargets.config(each), content)));
    }
    return List.copyOf(files);
  }

  /** A hash of all of them, by which a change of content is seen; empty for no files. */
  public static Optional<String> hash(List<InjectedFile> files) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var all = new JsonArray();
    for (InjectedFile each : files) {
      all.add(each.target);
      all.add(each.content);
      all.add(each.uid + ":" + each.gid + ":" + each.mode);
    }
    return Optional.of(GoJson.hash(all));
  }

  static SharedFile source(
      @Nullable SharedFile file, String what, FileReference reference, Service service) {
    if (file == null) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "service \"%s\" refers to undefined %s %s"
                  .formatted(service.name(), what, reference.source()))
          .at(service.location());
    }
    if (file.external()) {
      throw new DrydockException(
              ErrorKind.UNSUPPORTED, "unsupported external " + what + " " + file.key())
          .at(file.location())
          .withHint("An external " + what + " needs a cluster; give it a file or a variable here.");
    }
    return file;
  }

  private static Optional<String> content(Project project, SharedFile file) {
    if (file.file().isPresent()) {
      return Optional.empty();
    }
    if (file.environment().isEmpty()) {
      return file.content();
    }
    String variable = file.environment().get();
    String value = project.environment().get(variable);
    if (value == null) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "environment variable \"%s\" required by file \"%s\" is not set"
                  .formatted(variable, file.key()))
          .at(file.location());
    }
    return Optional.of(value);
  }

  private static InjectedFile file(FileReference reference, String target, String content) {
    return new InjectedFile(
        target,
        content,
        number(reference.uid(), "uid", reference),
        number(reference.gid(), "gid", reference),
        reference.mode().orElse(READABLE));
  }

  private static int number(Optional<String> id, String what, FileReference reference) {
    try {
      return id.isEmpty() ? 0 : Integer.parseInt(id.get());
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "%s of \"%s\" is not a number: %s".formatted(what, reference.source(), id.orElse("")),
          e);
    }
  }
}
