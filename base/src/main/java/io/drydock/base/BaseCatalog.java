package io.drydock.base;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.base.definition.BaseDefinition;
import io.drydock.base.definition.DefinitionReader;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.oci.ImageReference;
import io.drydock.store.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base definitions in some directories, by the names of their images. What a file says is
 * remembered with its size and time, so that looking a name up again parses nothing.
 */
final class BaseCatalog {
  private final List<Path> directories;
  private final Records memory;

  /**
   * @param directories with definitions, {@code *.yaml} and {@code *.yml}; need not exist
   * @param memory where to remember what was read
   */
  BaseCatalog(List<Path> directories, Records memory) {
    this.directories = directories.stream().map(each -> each.toAbsolutePath().normalize()).toList();
    this.memory = memory;
  }

  /**
   * A definition.
   *
   * @param sources its file and those it builds upon
   * @param images familiar names; empty for one that others only build upon
   * @param architecture Debian's name of it, empty when the definition names none
   */
  record Listed(List<Path> sources, List<String> images, String architecture) {
    Listed {
      sources = List.copyOf(sources);
      images = List.copyOf(images);
    }

    Path file() {
      return sources.getFirst();
    }
  }

  /** All definitions, directory by directory, sorted by file name. */
  List<Listed> list() {
    var all = new ArrayList<Listed>();
    directories.forEach(each -> all.addAll(list(each)));
    return List.copyOf(all);
  }

  /**
   * The definition of the image; the first directory that has one decides.
   *
   * @throws DrydockException of kind CONFLICT when two files of one directory define it
   */
  Optional<Listed> find(ImageReference reference) {
    String name = reference.withDefaultTag().familiar();
    for (Path directory : directories) {
      List<Listed> found =
          list(directory).stream().filter(each -> each.images().contains(name)).toList();
      if (found.size() > 1) {
        throw new DrydockException(
            ErrorKind.CONFLICT,
            name + " is defined twice: " + found.get(0).file() + " and " + found.get(1).file());
      }
      if (!found.isEmpty()) {
        return Optional.of(found.getFirst());
      }
    }
    return Optional.empty();
  }

  private List<Listed> list(Path directory) {
    List<Path> files = definitions(directory);
    if (files.isEmpty()) {
      return List.of();
    }
    String record = directory.toString();
    Map<String, JsonObject> remembered = recall(record);
    var states = new HashMap<String, String>();
    var fresh = new HashMap<String, JsonObject>();
    boolean changed = false;
    var listed = new ArrayList<Listed>();
    for (Path file : files) {
      JsonObject known = remembered.get(file.toString());
      if (known == null || !isCurrent(known, states)) {
        known = read(file);
        changed = true;
      }
      fresh.put(file.toString(), known);
      listed.add(listed(known));
    }
    if (changed || fresh.size() != remembered.size()) {
      remember(record, fresh);
    }
    return List.copyOf(listed);
  }

  private static List<Path> definitions(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(each -> each.toString().endsWith(".yaml") || each.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot list " + directory, e);
    }
  }

  private static JsonObject read(Path file) {
    var json = new JsonObject();
    if (!isDefinition(file)) {
      json.add("sources", sources(List.of(file)));
      return json;
    }
    BaseDefinition definition = DefinitionReader.readAny(file);
    json.add("sources", sources(definition.sources()));
    json.add(
        "images", Json.array(definition.images().stream().map(ImageReference::familiar).toList()));
    json.addProperty("architecture", definition.archive().architecture());
    return json;
  }

  /**
   * Whether it is a definition at all; folders of that name hold other things in other projects.
   */
  private static boolean isDefinition(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.anyMatch(line -> line.startsWith("suite:") || line.startsWith("from:"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static JsonArray sources(List<Path> files) {
    var sources = new JsonArray();
    for (Path each : files) {
      var source = new JsonObject();
      source.addProperty("path", each.toString());
      source.addProperty("state", state(each));
      sources.add(source);
    }
    return sources;
  }

  private static Listed listed(JsonObject json) {
    return new Listed(
        Json.children(json, "sources").stream()
            .map(each -> Path.of(Json.string(each, "path").orElse("")))
            .toList(),
        Json.strings(json, "images"),
        Json.string(json, "architecture").orElse(""));
  }

  /**
   * @param states of the files that were looked at so far: many definitions build upon the same
   */
  private static boolean isCurrent(JsonObject known, Map<String, String> states) {
    for (JsonObject each : Json.children(known, "sources")) {
      String path = Json.string(each, "path").orElse("");
      String now = states.computeIfAbsent(path, file -> state(Path.of(file)));
      if (!Json.string(each, "state").orElse("").equals(now)) {
        return false;
      }
    }
    return true;
  }

  /** What changes when the file does: its inode, size and both its times. */
  private static String state(Path file) {
    try {
      Map<String, Object> now = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
      return now.get("ino")
          + " "
          + now.get("size")
          + " "
          + nanos(now.get("lastModifiedTime"))
          + " "
          + nanos(now.get("ctime"));
    } catch (IOException e) {
      return "gone";
    }
  }

  /** Not its text: the classes that write dates would take longer than all the rest. */
  private static long nanos(@Nullable Object time) {
    return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
  }

  private Map<String, JsonObject> recall(String record) {
    Optional<byte[]> bytes = memory.get(record);
    if (bytes.isEmpty()) {
      return Map.of();
    }
    var remembered = new HashMap<String, JsonObject>();
    JsonObject all = Json.object(bytes.get(), "the catalog of bases");
    for (String each : all.keySet()) {
      Json.child(all, each).ifPresent(known -> remembered.put(each, known));
    }
    return remembered;
  }

  private void remember(String record, Map<String, JsonObject> known) {
    var all = new JsonObject();
    known.forEach(all::add);
    memory.put(record, Json.bytes(all));
  }
}
