package io.drydock.composefile.merge;

import io.drydock.composefile.merge.Resources.Resource;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays services over those that they extend, in the same file or in another one, as the <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/05-services.md#extends">Compose
 * Specification</a> says.
 */
public final class Extends {
  private static final String EXTENDS = "extends";

  /** How many services may extend one another in a row; files that go deeper mean no good. */
  private static final int DEEPEST = 100;

  private final Resources resources;
  private final Map<String, Source> files = new HashMap<>();

  /** The services of a file, and those of them that are extended already. */
  private record Source(String file, YamlMapping services, Map<String, YamlNode> extended) {
    Source(String file, YamlMapping services) {
      this(file, services, new HashMap<>());
    }
  }

  /** A service on the way from one that extends to what it extends in the end. */
  private record Link(String file, String service, YamlNode reference) {
    boolean isOf(Source source, String name) {
      return file.equals(source.file) && service.equals(name);
    }
  }

  private Extends(Resources resources) {
    this.resources = resources;
  }

  /**
   * The document with all services extended. Tags of its own stay, as they hold for the files
   * before it too.
   *
   * @param file what messages call the document
   * @throws DrydockException of kind NOT_FOUND for a service or a file that does not exist, INVALID
   *     for services that extend each other in a circle
   */
  public static YamlMapping apply(YamlMapping document, String file, Resources resources) {
    YamlMapping services = document.get("services").flatMap(YamlNode::mapping).orElse(null);
    if (services == null) {
      return document;
    }
    var source = new Source(file, services);
    var all = new Extends(resources);
    return document.with(
        "services", services.map((name, service) -> all.extended(source, name, List.of())));
  }

  private YamlNode extended(Source source, String name, List<Link> way) {
    YamlNode known = source.extended.get(name);
    if (known != null) {
      return known;
    }
    YamlNode service = source.services.require(name);
    YamlNode reference = service.at(EXTENDS).orElse(null);
    YamlNode extended =
        reference == null || !(service instanceof YamlMapping mapping)
            ? service
            : over(base(source, name, reference, way), mapping);
    source.extended.put(name, extended);
    return extended;
  }

  private static YamlNode over(YamlNode base, YamlMapping service) {
    return base instanceof YamlMapping mapping
        ? Merge.service(Marks.settle(mapping), service).without(EXTENDS)
        : service;
  }

  private YamlNode base(Source source, String name, YamlNode reference, List<Link> way) {
    refuseCircle(source, name, way);
    var longer = new ArrayList<>(way);
    longer.add(new Link(source.file, name, reference));
    YamlNode service = named(name, reference);
    Source from =
        reference.at("file").filter(file -> !file.isNull()).map(this::read).orElse(source);
    String base = service.text().orElseThrow();
    if (!from.services.has(base)) {
      throw notFound(name, base, from, service);
    }
    return extended(from, base, longer);
  }

  private static YamlNode named(String name, YamlNode reference) {
    Optional<YamlNode> service =
        reference instanceof YamlMapping ? reference.at("service") : Optional.of(reference);
    return service
        .filter(node -> node.text().isPresent())
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.INVALID,
                "services.%s.extends does not say which service it extends".formatted(name),
                reference.location(),
                "name it: extends: {service: NAME}, or extends: {file: FILE, service: NAME}",
                null));
  }

  private Source read(YamlNode file) {
    String reference =
        file.text()
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.INVALID,
                    "the file of extends must be a path, but is " + Kinds.of(file),
                    file.location(),
                    null,
                    null));
    Resource found = resources.find(reference, file.location());
    return files.computeIfAbsent(found.path(), path -> source(found));
  }

  private Source source(Resource found) {
    YamlMapping services =
        resources
            .read(found)
            .get("services")
            .flatMap(YamlNode::mapping)
            .orElseThrow(() ->
                new DrydockException(
                    ErrorKind.NOT_FOUND,
                    "%s has no services that could be extended".formatted(found.reference()),
                    found.place(),
                    null,
                    null));
    return new Source(found.reference(), services);
  }

  private static DrydockException notFound(
      String name, String base, Source source, YamlNode reference) {
    return new DrydockException(
        ErrorKind.NOT_FOUND,
        "service %s cannot extend %s: there is no such service in %s"
            .formatted(name, base, source.file),
        reference.location(),
        Suggestion.closest(base, List.copyOf(source.services.keys()))
            .map("Did you mean %s?"::formatted)
            .orElseGet(() -> "it has " + String.join(", ", source.services.keys())),
        null);
  }

  private static void refuseCircle(Source source, String name, List<Link> way) {
    for (int i = 0; i < way.size(); i++) {
      if (way.get(i).isOf(source, name)) {
        throw circle(way.subList(i, way.size()), name);
      }
    }
    if (way.size() == DEEPEST) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "more than %d services extend one another in a row".formatted(DEEPEST),
          way.getLast().reference.location(),
          null,
          null);
    }
  }

  private static DrydockException circle(List<Link> loop, String name) {
    var text = new StringBuilder("services extend each other in a circle:");
    for (Link each : loop) {
      text.append("\n  %s extends".formatted(each.service)).append(" at ");
      text.append(each.reference.location()).append(',');
    }
    text.append("\n  which is ").append(name).append(" again");
    return new DrydockException(
        ErrorKind.INVALID, text.toString(), loop.getLast().reference.location(), null, null);
  }
}
