package io.drydock.engine.network;

import com.google.gson.JsonObject;
import io.drydock.container.NetworkJson;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What networks keep on disk: a file for each network and one for each running container. Each is
 * written whole under another name and renamed, so it is there as a whole or not at all.
 *
 * <p>Files of networks are synced. Those of containers are not: they matter when the engine is
 * killed, not when the host loses power, since then no container runs any more.
 */
final class StateFiles {
  private static final System.Logger LOG = System.getLogger(StateFiles.class.getName());
  private static final String SUFFIX = ".json";

  private final Path networks;
  private final Path sandboxes;
  private final Path site;

  StateFiles(Path folder) {
    this.networks = folder.resolve("networks");
    this.sandboxes = folder.resolve("sandboxes");
    this.site = folder.resolve("ipv6-site");
    try {
      Files.createDirectories(networks);
      Files.createDirectories(sandboxes);
    } catch (IOException e) {
      throw failed("create", folder, e);
    }
  }

  List<NetworkState> networks() {
    return each(
        networks,
        (_, json) -> {
          Instant created = Instant.parse(Json.string(json, "Created").orElseThrow());
          JsonObject spec = Json.child(json, "Spec").orElseThrow();
          return new NetworkState(
              Json.string(json, "Id").orElseThrow(), created, NetworkJson.readSpec(spec));
        });
  }

  void write(NetworkState network) {
    var json = new JsonObject();
    json.addProperty("Id", network.id());
    json.addProperty("Created", network.snapshot().created().toString());
    json.add("Spec", NetworkJson.write(network.spec()));
    write(networks.resolve(network.id() + SUFFIX), Json.bytes(json), true);
  }

  void deleteNetwork(String id) {
    delete(networks.resolve(id + SUFFIX));
  }

  List<SandboxState> sandboxes() {
    return each(sandboxes, (_, json) -> SandboxJson.read(json));
  }

  void write(SandboxState sandbox) {
    Path file = sandboxes.resolve(sandbox.containerId() + SUFFIX);
    write(file, Json.bytes(SandboxJson.write(sandbox)), false);
  }

  void deleteSandbox(String containerId) {
    delete(sandboxes.resolve(containerId + SUFFIX));
  }

  /** The 40 bits of this host's IPv6 addresses, chosen by {@code choose} when there are none. */
  long site(java.util.function.LongSupplier choose) {
    try {
      if (Files.exists(site)) {
        return Long.parseLong(Files.readString(site).strip(), 16);
      }
    } catch (IOException e) {
      throw failed("read", site, e);
    }
    long chosen = choose.getAsLong() & 0xff_ffff_ffffL;
    write(site, Long.toHexString(chosen).getBytes(java.nio.charset.StandardCharsets.UTF_8), true);
    return chosen;
  }

  /** Something read from a file. */
  private interface Reading<T> {
    T from(Path file, JsonObject json);
  }

  private static <T> List<T> each(Path folder, Reading<T> reading) {
    var found = new ArrayList<T>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(SUFFIX)) {
          read(file, reading).ifPresent(found::add);
        } else {
          Files.deleteIfExists(file); // what a killed engine had not finished to write
        }
      }
    } catch (IOException e) {
      throw failed("read", folder, e);
    }
    return found;
  }

  private static <T> Optional<T> read(Path file, Reading<T> reading) throws IOException {
    try {
      return Optional.of(
          reading.from(file, Json.object(Files.readAllBytes(file), "\"" + file + "\"")));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "\"" + file + "\" is damaged and left out", e);
      return Optional.empty();
    }
  }

  private static void write(Path file, byte[] bytes, boolean durable) {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(java.nio.ByteBuffer.wrap(bytes));
        if (durable) {
          channel.force(true);
        }
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (durable) {
        sync(file.getParent());
      }
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private static void sync(@org.jspecify.annotations.Nullable Path folder) throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("delete", file, e);
    }
  }

  private static DrydockException failed(String verb, Path file, IOException cause) {
    return new DrydockException(
        ErrorKind.INTERNAL, "cannot " + verb + " \"" + file + "\": " + cause.getMessage(), cause);
  }
}
