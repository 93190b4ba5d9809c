package io.drydock.composefile.merge;

import io.drydock.composefile.merge.Resources.Resource;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlSequence;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * Takes in the models that a document includes, as the <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/14-include.md">Compose
 * Specification</a> says: each with a folder and variables of its own. What the document says
 * itself of something that is included is laid over it.
 */
public final class Includes {
  /** How many files may include one another in a row. */
  private static final int DEEPEST = 100;

  private static final String INCLUDE = "include";
  private static final String NO_FILE = "/dev/null";
  private static final List<String> SECTIONS =
      List.of("services", "volumes", "networks", "secrets", "configs", "models");

  private final Resources resources;
  private final List<Resource> ancestors;

  private Includes(Resources resources, List<Resource> ancestors) {
    this.resources = resources;
    this.ancestors = ancestors;
  }

  /**
   * The document with what it includes. Tags of its own stay, as they hold for the files before it
   * too.
   *
   * @param ancestors the file that the document stands in, last, and those that include it
   * @throws DrydockException of kind NOT_FOUND for a file that does not exist, INVALID for files
   *     that include each other in a circle and for values that cannot be laid over those included
   */
  public static YamlMapping apply(
      YamlMapping document, Resources resources, List<Resource> ancestors) {
    YamlNode includes = document.get(INCLUDE).orElse(null);
    YamlMapping whole = document.without(INCLUDE);
    if (includes == null || includes.isNull()) {
      return whole;
    }
    if (!(includes instanceof YamlSequence list)) {
      throw wrong("include must be a list, but is " + Kinds.of(includes), includes);
    }
    var all = new Includes(resources, ancestors);
    for (YamlNode each : list) {
      whole = all.takeIn(whole, each);
    }
    return whole;
  }

  private YamlMapping takeIn(YamlMapping document, YamlNode include) {
    List<Resource> files = files(include);
    files.forEach(this::refuseCircle);
    String directory =
        include
            .at("project_directory")
            .flatMap(YamlNode::text)
            .orElseGet(() -> files.getFirst().directory());
    YamlMapping included =
        resources.load(files, directory, environment(include, directory), ancestors);
    YamlMapping whole = document;
    for (String each : SECTIONS) {
      whole = takeIn(whole, included, each);
    }
    return whole;
  }

  private List<Resource> files(YamlNode include) {
    YamlNode paths = include instanceof YamlMapping ? include.at("path").orElse(null) : include;
    if (paths == null || Forms.list(paths).isEmpty()) {
      throw wrong("include does not say which file it includes", include);
    }
    var files = new ArrayList<Resource>();
    for (YamlNode each : Forms.list(paths)) {
      files.add(resources.find(path(each), each.location()));
    }
    return files;
  }

  private SequencedMap<String, String> environment(YamlNode include, String directory) {
    List<YamlNode> given =
        include.at("env_file").map(node -> Forms.list(node).items()).orElse(List.of());
    if (given.isEmpty()) {
      String usual = directory.isEmpty() ? ".env" : directory + "/.env";
      return resources.readEnvironment(List.of(usual), resources.environment(), false);
    }
    List<String> files =
        given.stream().map(Includes::path).filter(path -> !path.equals(NO_FILE)).toList();
    return resources.readEnvironment(files, resources.environment(), true);
  }

  private static String path(YamlNode node) {
    return node.text()
        .orElseThrow(() -> wrong("a path must be a string, but is " + Kinds.of(node), node));
  }

  /** The document with a section of the included model beneath its own. */
  private static YamlMapping takeIn(YamlMapping document, YamlMapping included, String section) {
    YamlNode theirs = included.get(section).orElse(null);
    YamlNode ours = document.get(section).orElse(null);
    if (!(theirs instanceof YamlMapping resources)) {
      return document;
    }
    if (ours == null || ours.isNull()) {
      return document.with(section, theirs);
    }
    return ours instanceof YamlMapping own
        ? document.with(section, under(own, resources, section))
        : document;
  }

  private static YamlMapping under(YamlMapping own, YamlMapping included, String section) {
    YamlMapping.Builder all = own.toBuilder();
    for (YamlMapping.Entry each : included.entries()) {
      all.get(each.key())
          .ifPresentOrElse(
              present ->
                  all.put(
                      present.with(
                          Merge.resource(section, each.key(), each.value(), present.value()))),
              () -> all.put(each));
    }
    return all.build();
  }

  private void refuseCircle(Resource file) {
    for (int i = 0; i < ancestors.size(); i++) {
      if (ancestors.get(i).path().equals(file.path())) {
        throw circle(ancestors.subList(i, ancestors.size()), file);
      }
    }
    if (ancestors.size() > DEEPEST) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "more than %d files include one another in a row".formatted(DEEPEST),
          file.place(),
          null,
          null);
    }
  }

  private static DrydockException circle(List<Resource> loop, Resource file) {
    var text = new StringBuilder("files include each other in a circle:");
    text.append("\n  ").append(loop.getFirst().path());
    for (Resource each : loop.subList(1, loop.size())) {
      text.append("\n  includes %s at %s".formatted(each.path(), each.place()));
    }
    text.append("\n  includes %s at %s".formatted(file.path(), file.place()));
    return new DrydockException(ErrorKind.INVALID, text.toString(), file.place(), null, null);
  }

  private static DrydockException wrong(String message, YamlNode node) {
    return new DrydockException(
        ErrorKind.INVALID,
        message,
        node.location(),
        "write it as include: [FILE], or include: [{path: FILE, project_directory: FOLDER}]",
        null);
  }
}
