package io.drydock.base;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.core.SourceLocation;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Exactly which packages a base consists of: the outcome of resolving a definition, written beside
 * it as {@code NAME.lock.json}.
 *
 * @param architecture Debian's name of it
 * @param releases from which it was resolved
 * @param packages sorted by name
 */
public record BaseLock(
    String architecture, List<LockedRelease> releases, List<LockedPackage> packages) {
  private static final int FORMAT = 1;

  /** A suite as it was at that time. */
  public record LockedRelease(String suite, Instant date) {}

  /**
   * A package file.
   *
   * @param suite that it came from
   * @param file its path below the mirror's root
   * @param size in bytes
   */
  public record LockedPackage(
      String name, String version, String suite, String file, long size, Digest digest) {}

  public BaseLock {
    releases = List.copyOf(releases);
    packages = List.copyOf(packages);
  }

  /** Where the lock of a definition is. */
  public static Path fileFor(Path definition) {
    String name = definition.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return definition.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".lock.json");
  }

  /** The lock in the file, or empty when there is none. */
  public static Optional<BaseLock> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + file, e);
    } catch (DrydockException e) {
      throw e.at(SourceLocation.line(file.toString(), 1));
    }
  }

  private static BaseLock parse(byte[] bytes) {
    JsonObject json = Json.object(bytes, "the lock of a base");
    if (Json.number(json, "format").orElse(0L) != FORMAT) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "the lock is of a format that this release does not know");
    }
    return new BaseLock(
        member(json, "architecture"),
        Json.children(json, "releases").stream()
            .map(each ->
                new LockedRelease(member(each, "suite"), Instant.parse(member(each, "date"))))
            .toList(),
        Json.children(json, "packages").stream()
            .map(each ->
                new LockedPackage(
                    member(each, "name"),
                    member(each, "version"),
                    member(each, "suite"),
                    member(each, "file"),
                    Json.number(each, "size").orElse(0L),
                    Digest.parse(member(each, "digest"))))
            .toList());
  }

  private static String member(JsonObject json, String key) {
    return Json.string(json, key)
        .orElseThrow(() -> new DrydockException(ErrorKind.INVALID, "\"" + key + "\" is missing"));
  }

  /**
   * Writes the lock whole.
   *
   * @return false when the file said the same already and was left alone
   */
  public boolean write(Path file) {
    if (read(file).filter(this::sameAs).isPresent()) {
      return false;
    }
    try {
      Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".lock.part");
      Files.write(temporary, toBytes());
      Files.setAttribute(temporary, "unix:mode", 0644);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Whether it names the same packages; when they were looked up does not matter. */
  public boolean sameAs(BaseLock other) {
    return architecture.equals(other.architecture) && packages.equals(other.packages);
  }

  /** The digest of what matters: see {@link #sameAs}. */
  Digest digest() {
    return Digest.of(new BaseLock(architecture, List.of(), packages).toBytes());
  }

  byte[] toBytes() {
    var json = new JsonObject();
    json.addProperty("format", FORMAT);
    json.addProperty("architecture", architecture);
    var releaseArray = new JsonArray();
    for (LockedRelease each : releases) {
      var one = new JsonObject();
      one.addProperty("suite", each.suite());
      one.addProperty("date", each.date().toString());
      releaseArray.add(one);
    }
    json.add("releases", releaseArray);
    var packageArray = new JsonArray();
    for (LockedPackage each : packages) {
      var one = new JsonObject();
      one.addProperty("name", each.name());
      one.addProperty("version", each.version());
      one.addProperty("suite", each.suite());
      one.addProperty("file", each.file());
      one.addProperty("size", each.size());
      one.addProperty("digest", each.digest().toString());
      packageArray.add(one);
    }
    json.add("packages", packageArray);
    return (Json.pretty(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
