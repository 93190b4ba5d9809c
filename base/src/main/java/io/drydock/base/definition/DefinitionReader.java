package io.drydock.base.definition;

import io.drydock.base.definition.BaseDefinition.Accounts;
import io.drydock.base.definition.BaseDefinition.ArchiveChoice;
import io.drydock.base.definition.BaseDefinition.Contents;
import io.drydock.base.definition.BaseDefinition.Mode;
import io.drydock.base.definition.BaseDefinition.RunSettings;
import io.drydock.base.definition.BaseDefinition.Source;
import io.drydock.base.resolve.Wanted;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import io.drydock.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Reads base definitions from YAML files. */
public final class DefinitionReader {
  private static final int DEEPEST = 8;

  private static final List<String> KEYS =
      List.of(
          "from",
          "image",
          "mode",
          "suite",
          "components",
          "mirror",
          "signed-by",
          "check-valid-until",
          "architecture",
          "repositories",
          "packages",
          "without",
          "exclude",
          "users",
          "groups",
          "directories",
          "files",
          "symlinks",
          "hardlinks",
          "run",
          "env",
          "entrypoint",
          "cmd",
          "workdir",
          "user",
          "expose",
          "volumes",
          "stop-signal",
          "labels");
  private static final List<String> SOURCE_KEYS =
      List.of("suite", "components", "mirror", "signed-by", "check-valid-until", "packages");

  private DefinitionReader() {}

  /**
   * Reads the file, and those it builds upon.
   *
   * @throws DrydockException of kind INVALID with file, line and column of what is wrong; of kind
   *     NOT_FOUND when there is no such file
   */
  public static BaseDefinition read(Path file) {
    BaseDefinition definition = readAny(file);
    if (definition.images().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "the base has no name")
          .at(SourceLocation.line(file.toString(), 1))
          .withHint("Give it one, as Dockerfiles write it behind FROM: image: name:tag");
    }
    return definition;
  }

  /** As {@link #read}, but takes one without a name too, which only others build upon. */
  public static BaseDefinition readAny(Path file) {
    return read(file, 0);
  }

  private static BaseDefinition read(Path file, int depth) {
    YamlMapping yaml = YamlFile.read(file.toString(), bytes(file)).root();
    yaml.allow(KEYS);
    BaseDefinition below = null;
    if (yaml.has("from")) {
      if (depth == DEEPEST) {
        throw yaml.error("from", "more than " + DEEPEST + " definitions upon each other");
      }
      below = below(file, yaml, depth);
    }
    return definition(file, yaml, below);
  }

  private static BaseDefinition below(Path file, YamlMapping yaml, int depth) {
    Path other = file.resolveSibling(yaml.required("from"));
    if (!Files.isReadable(other)) {
      throw yaml.error("from", "there is no readable file " + other);
    }
    return read(other, depth + 1);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "cannot read base definition " + file, e);
    }
  }

  private static BaseDefinition definition(
      Path file, YamlMapping yaml, @Nullable BaseDefinition below) {
    var sources = new ArrayList<Path>();
    sources.add(file);
    sources.addAll(below == null ? List.of() : below.sources());
    var definition =
        new BaseDefinition(
            file,
            sources,
            images(yaml),
            mode(yaml, below),
            archive(file, yaml, below),
            joined(below == null ? List.of() : below.packages(), packages(yaml)),
            joined(below == null ? List.of() : below.without(), yaml.strings("without")),
            new PathFilter(
                joined(
                    below == null ? List.of() : below.exclude().rules(),
                    PathFilter.of(yaml.strings("exclude")).rules())),
            accounts(yaml, below),
            contents(yaml, below),
            joined(below == null ? List.of() : below.run(), yaml.strings("run")),
            runSettings(yaml, below));
    refuseMisfits(definition, yaml);
    return definition;
  }

  private static void refuseMisfits(BaseDefinition definition, YamlMapping yaml) {
    boolean slim = definition.mode() == Mode.SLIM;
    if (!slim && !definition.run().isEmpty()) {
      throw yaml.error("run", "a distroless base has no shell for \"run\"")
          .withHint("Set mode: slim, or write what the command makes under files:.");
    }
    if (slim && !definition.without().isEmpty()) {
      throw yaml.error("without", "a slim base keeps the dependencies that dpkg checks")
          .withHint("\"without\" is for mode: distroless; \"exclude\" leaves files out.");
    }
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    var all = new ArrayList<T>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private static List<ImageReference> images(YamlMapping yaml) {
    var images = new ArrayList<ImageReference>();
    for (YamlMapping.Word each : yaml.words("image")) {
      try {
        images.add(ImageReference.parse(each.text()).withDefaultTag());
      } catch (DrydockException e) {
        throw e.at(each.location());
      }
    }
    return List.copyOf(images);
  }

  private static Mode mode(YamlMapping yaml, @Nullable BaseDefinition below) {
    Mode otherwise = below == null ? Mode.SLIM : below.mode();
    return yaml.string("mode")
        .map(word ->
            switch (word) {
              case "slim" -> Mode.SLIM;
              case "distroless" -> Mode.DISTROLESS;
              default ->
                  throw yaml.error("mode", "mode is slim or distroless, not \"" + word + "\"");
            })
        .orElse(otherwise);
  }

  private static ArchiveChoice archive(
      Path file, YamlMapping yaml, @Nullable BaseDefinition below) {
    ArchiveChoice inherited = below == null ? null : below.archive();
    var further = new ArrayList<Source>(inherited == null ? List.of() : inherited.further());
    for (YamlMapping each : yaml.children("repositories")) {
      each.allow(SOURCE_KEYS);
      each.required("suite");
      further.add(source(file, each, null, each.strings("packages")));
    }
    if (inherited == null) {
      yaml.required("suite");
    }
    return new ArchiveChoice(
        yaml.string("architecture").orElse(inherited == null ? "" : inherited.architecture()),
        source(file, yaml, inherited == null ? null : inherited.main(), List.of()),
        further);
  }

  private static Source source(
      Path file, YamlMapping yaml, @Nullable Source below, List<String> pins) {
    List<String> components = yaml.strings("components");
    List<Path> keys = yaml.strings("signed-by").stream().map(file::resolveSibling).toList();
    return new Source(
        yaml.string("suite").orElse(below == null ? "" : below.suite()),
        components.isEmpty() ? (below == null ? List.of("main") : below.components()) : components,
        yaml.string("mirror").orElse(below == null ? "" : below.mirror()),
        keys.isEmpty() && below != null ? below.signedBy() : keys,
        yaml.bool("check-valid-until", below == null || below.checkValidUntil()),
        pins,
        yaml.has("suite") || below == null ? yaml.location("suite") : below.location());
  }

  private static List<Wanted> packages(YamlMapping yaml) {
    return yaml.words("packages").stream()
        .map(each -> Wanted.parse(each.text(), each.location()))
        .toList();
  }

  private static Accounts accounts(YamlMapping yaml, @Nullable BaseDefinition below) {
    Accounts inherited = below == null ? new Accounts(List.of(), List.of()) : below.accounts();
    return AccountsReader.read(yaml, inherited);
  }

  private static Contents contents(YamlMapping yaml, @Nullable BaseDefinition below) {
    Contents inherited = below == null ? Contents.NONE : below.contents();
    return ContentsReader.read(yaml, inherited);
  }

  private static RunSettings runSettings(YamlMapping yaml, @Nullable BaseDefinition below) {
    RunSettings old =
        below == null
            ? new RunSettings(
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                List.of(),
                List.of(),
                "",
                Map.of())
            : below.runSettings();
    // A new entry point makes what was its command meaningless, as in a Dockerfile.
    Optional<List<String>> oldCmd = yaml.has("entrypoint") ? Optional.empty() : old.cmd();
    return new RunSettings(
        merged(old.env(), yaml.stringMap("env")),
        command(yaml, "entrypoint").or(old::entrypoint),
        command(yaml, "cmd").or(() -> oldCmd),
        yaml.string("workdir").orElse(old.workdir()),
        yaml.string("user").orElse(old.user()),
        joined(old.expose(), yaml.strings("expose")),
        joined(old.volumes(), yaml.strings("volumes")),
        yaml.string("stop-signal").orElse(old.stopSignal()),
        merged(old.labels(), yaml.stringMap("labels")));
  }

  private static Optional<List<String>> command(YamlMapping yaml, String key) {
    return yaml.has(key) ? Optional.of(yaml.strings(key)) : Optional.empty();
  }

  private static SequencedMap<String, String> merged(
      Map<String, String> first, Map<String, String> second) {
    var all = new LinkedHashMap<String, String>(first);
    all.putAll(second);
    return all;
  }
}
