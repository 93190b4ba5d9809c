package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.Packet;
import io.drydock.buildkit.message.Stat;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** fsutil's protocol as its sender: tells of all files, then gives those that are asked for. */
final class FileSender {
  private static final int CHUNK = 32 << 10;

  private final GrpcStream stream;
  private final Path root;
  private final ReentrantLock sending = new ReentrantLock();
  private final Map<Integer, Path> files = new HashMap<>();
  private final Map<Object, String> firstNames = new HashMap<>();
  private volatile @Nullable RuntimeException failure;
  private int count;

  FileSender(GrpcStream stream, Path root) {
    this.stream = stream;
    this.root = root;
  }

  void run() throws InterruptedException {
    Thread listing = Thread.ofVirtual().name("file list").start(this::list);
    try {
      for (Optional<byte[]> next = stream.receive(); next.isPresent(); next = stream.receive()) {
        Packet packet = Packet.decode(next.get());
        if (packet.type() == Packet.Type.REQUEST) {
          content(packet.id());
        } else if (packet.type() == Packet.Type.FINISH) {
          send(Packet.finish());
          stream.closeSending();
        } else if (packet.type() == Packet.Type.ERROR) {
          throw new DrydockException(
              ErrorKind.UNAVAILABLE, new String(packet.data(), StandardCharsets.UTF_8));
        }
      }
    } finally {
      listing.interrupt();
    }
    listing.join();
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  private void send(Packet packet) throws InterruptedException {
    sending.lockInterruptibly();
    try {
      stream.send(packet.encode());
    } finally {
      sending.unlock();
    }
  }

  private void list() {
    try {
      list(root, "");
      send(Packet.endOfStats());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failure = new DrydockException(ErrorKind.INTERNAL, "cannot read " + root + ": " + e, e);
      stream.close();
    } catch (RuntimeException e) {
      failure = e;
      stream.close();
    }
  }

  private void list(Path directory, String prefix) throws IOException, InterruptedException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
      listing.forEach(children::add);
    }
    children.sort(Comparator.comparing(each -> each.getFileName().toString(), PathSequence.ORDER));
    for (Path each : children) {
      String path = prefix + each.getFileName();
      Stat stat = stat(each, path);
      if (stat.hasContent()) {
        synchronized (files) {
          files.put(count, each);
        }
      }
      count++;
      send(Packet.stat(stat));
      if (stat.isDirectory()) {
        list(each, path + "/");
      }
    }
  }

  private Stat stat(Path file, String path) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(
            file,
            "unix:mode,uid,gid,size,lastModifiedTime,nlink,fileKey",
            LinkOption.NOFOLLOW_LINKS);
    int mode = number(unix, "mode");
    int type = mode & 0170000;
    String link = type == 0120000 ? Files.readSymbolicLink(file).toString() : "";
    if (type == 0100000 && number(unix, "nlink") > 1) {
      String first = firstNames.putIfAbsent(value(unix, "fileKey"), path);
      link = first == null ? "" : first;
    }
    return new Stat(
        path,
        Stat.goMode(mode),
        number(unix, "uid"),
        number(unix, "gid"),
        type == 0100000 ? (Long) value(unix, "size") : 0,
        ((FileTime) value(unix, "lastModifiedTime")).to(TimeUnit.NANOSECONDS),
        link,
        0,
        0,
        Map.of());
  }

  private static int number(Map<String, Object> attributes, String name) {
    return (Integer) value(attributes, name);
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private void content(int id) throws InterruptedException {
    Path file;
    synchronized (files) {
      file = files.remove(id);
    }
    if (file == null) {
      throw new DrydockException(ErrorKind.INVALID, "the client asks for no file: " + id);
    }
    byte[] buffer = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.readNBytes(buffer, 0, CHUNK); n > 0; n = in.readNBytes(buffer, 0, CHUNK)) {
        send(Packet.data(id, Arrays.copyOf(buffer, n)));
      }
      send(Packet.data(id, new byte[0]));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.INTERNAL, "cannot read " + file + ": " + e, e);
    }
  }
}
