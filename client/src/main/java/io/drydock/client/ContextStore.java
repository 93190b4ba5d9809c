package io.drydock.client;

import com.google.gson.JsonObject;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The user's contexts in docker's configuration folder: {@code contexts/meta/ID/meta.json}, their
 * TLS files in {@code contexts/tls/ID/docker}, the current one's name in {@code config.json}.
 */
public final class ContextStore {
  /** The context that {@code DOCKER_HOST}, or nothing, means. */
  public static final String DEFAULT = "default";

  private final Path folder;

  /**
   * @param folder docker's configuration folder, which need not be there
   */
  public ContextStore(Path folder) {
    this.folder = folder;
  }

  /** All but the default one, by name. */
  public List<EngineContext> list() {
    var contexts = new ArrayList<EngineContext>();
    Path metas = folder.resolve("contexts/meta");
    if (Files.isDirectory(metas)) {
      try (DirectoryStream<Path> each = Files.newDirectoryStream(metas)) {
        for (Path one : each) {
          read(one.resolve("meta.json")).map(EngineContext::of).ifPresent(contexts::add);
        }
      } catch (IOException e) {
        throw failure(metas, e);
      }
    }
    contexts.sort(Comparator.comparing(EngineContext::name));
    return contexts;
  }

  /** The context of that name. */
  public Optional<EngineContext> find(String name) {
    return read(meta(name)).map(EngineContext::of);
  }

  /** As {@link #find}, but a missing one is an error in docker's words. */
  public EngineContext get(String name) {
    return find(name)
        .orElseThrow(() ->
            new DrydockException(
                ErrorKind.NOT_FOUND,
                "context \""
                    + name
                    + "\": context not found: open "
                    + meta(name)
                    + ": no such file or directory"));
  }

  /** The way to the context's engine. */
  public EngineEndpoint endpoint(EngineContext context) {
    Path files = tlsFolder(context.name());
    boolean encrypted = context.skipTlsVerify() || Files.isDirectory(files);
    Optional<TlsFiles> tls =
        encrypted ? Optional.of(TlsFiles.in(files, context.skipTlsVerify())) : Optional.empty();
    return new EngineEndpoint(EngineAddress.parse(context.host(), encrypted), tls);
  }

  /** Where the context's TLS files lie. */
  public Path tlsFolder(String name) {
    return folder.resolve("contexts/tls").resolve(id(name)).resolve("docker");
  }

  /** Where the context's description lies. */
  public Path metaFolder(String name) {
    return folder.resolve("contexts/meta").resolve(id(name));
  }

  /**
   * Writes the context, new or changed.
   *
   * @param tls files to copy, by the name they get; empty to leave those that are there
   */
  public void put(EngineContext context, Map<String, Path> tls) {
    try {
      Path files = tlsFolder(context.name());
      for (Map.Entry<String, Path> each : tls.entrySet()) {
        Files.createDirectories(files);
        Files.copy(
            each.getValue(), files.resolve(each.getKey()), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.createDirectories(metaFolder(context.name()));
      write(meta(context.name()), Json.bytes(context.toJson()));
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /** Removes the context with its TLS files; one that is not there is fine. */
  public void remove(String name) {
    delete(metaFolder(name));
    delete(folder.resolve("contexts/tls").resolve(id(name)));
  }

  /** The name that {@code context use} chose, if any. */
  public Optional<String> current() {
    return read(folder.resolve("config.json"))
        .flatMap(each -> Json.string(each, "currentContext"))
        .filter(each -> !each.isEmpty());
  }

  /** Makes this the current context; the default one is written as none. */
  public void use(String name) {
    Path file = folder.resolve("config.json");
    JsonObject config = read(file).orElseGet(JsonObject::new);
    config.remove("currentContext");
    if (!name.equals(DEFAULT)) {
      config.addProperty("currentContext", name);
    }
    try {
      Files.createDirectories(folder);
      write(file, Json.pretty(config, "\t").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path whole = Files.exists(file) ? file.toRealPath() : file;
    Path part = whole.resolveSibling(whole.getFileName() + "." + ProcessHandle.current().pid());
    Files.write(part, bytes);
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<JsonObject> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(Json.object(Files.readAllBytes(file), file.toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private Path meta(String name) {
    return metaFolder(name).resolve("meta.json");
  }

  /** The name of a context's folders: SHA-256 of its name, in hex. */
  private static String id(String name) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DrydockException failure(Path path, IOException cause) {
    return new DrydockException(
        ErrorKind.INVALID, "cannot use " + path + ": " + cause.getMessage(), cause);
  }
}
