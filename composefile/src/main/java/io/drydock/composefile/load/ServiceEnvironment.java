package io.drydock.composefile.load;

import io.drydock.composefile.env.DotEnv;
import io.drydock.composefile.env.Variables;
import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.composefile.yaml.YamlScalar;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the files of variables and labels that a service, in long forms, names. */
final class ServiceEnvironment {
  private static final String ENVIRONMENT = "environment";
  private static final String ENV_FILE = "env_file";
  private static final String LABELS = "labels";
  private static final String LABEL_FILE = "label_file";

  private final Path currentDirectory;
  private final Variables outer;
  private final boolean discardsFiles;

  /**
   * @param currentDirectory where relative paths of files start
   * @param discardsFiles whether a service forgets the files
   */
  ServiceEnvironment(Path currentDirectory, Variables outer, boolean discardsFiles) {
    this.currentDirectory = currentDirectory;
    this.outer = outer;
    this.discardsFiles = discardsFiles;
  }

  /**
   * The service with what its files say beneath what it says itself.
   *
   * @throws DrydockException of kind NOT_FOUND, at the reference, for a file that must exist
   */
  YamlMapping resolve(YamlMapping service) {
    YamlMapping changed = environment(resolveLabels(service));
    return discardsFiles ? changed.without(ENV_FILE) : changed;
  }

  /** The service with what its files of labels say beneath its own, and no variables read. */
  YamlMapping resolveLabels(YamlMapping service) {
    YamlMapping changed = labels(service);
    return discardsFiles ? changed.without(LABEL_FILE) : changed;
  }

  private YamlMapping environment(YamlMapping service) {
    YamlMapping own = Trees.mapping(service, ENVIRONMENT);
    var values = new LinkedHashMap<String, String>();
    for (YamlNode each : Trees.items(service, ENV_FILE)) {
      Variables known = outer.or(name -> own.get(name).flatMap(YamlNode::text));
      read(each, known.or(Variables.of(values))).ifPresent(values::putAll);
    }
    return beneath(service, ENVIRONMENT, values, own);
  }

  private YamlMapping labels(YamlMapping service) {
    var values = new LinkedHashMap<String, String>();
    for (YamlNode each : Trees.items(service, LABEL_FILE)) {
      String path = each.text().orElse("");
      String text = text(path, each.location(), true).orElse("");
      values.putAll(DotEnv.parse(text, path, outer));
    }
    return beneath(service, LABELS, values, Trees.mapping(service, LABELS));
  }

  private Optional<Map<String, String>> read(YamlNode file, Variables known) {
    String path = Trees.text(file, "path");
    boolean required = !Trees.text(file, "required").equals("false");
    Optional<String> text = text(path, file.location(), required);
    boolean raw = Trees.text(file, "format").equals("raw");
    return text.map(
        each -> raw ? DotEnv.parseRaw(each, path, known) : DotEnv.parse(each, path, known));
  }

  private Optional<String> text(String path, SourceLocation place, boolean required) {
    try {
      return Optional.of(Files.readString(currentDirectory.resolve(path)));
    } catch (NoSuchFileException e) {
      if (!required) {
        return Optional.empty();
      }
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "env file " + path + " not found",
          place,
          "create it, or write required: false beside its path",
          e);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INVALID, "cannot read " + path + ": " + e.getMessage(), place, null, e);
    }
  }

  private static YamlMapping beneath(
      YamlMapping service, String key, Map<String, String> values, YamlMapping own) {
    if (values.isEmpty()) {
      return service;
    }
    SourceLocation place = service.keyLocation(key);
    YamlMapping.Builder all = YamlMapping.builder(place);
    values.forEach((name, value) -> all.put(name, YamlScalar.of(value, place)));
    own.entries().forEach(all::put);
    return service.with(key, all.build());
  }
}
