package io.drydock.buildkit.session;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.grpc.Metadata;
import io.drydock.buildkit.message.Packet;
import io.drydock.buildkit.message.Stat;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;

/** Brings a client's directory here: fsutil's protocol, as its receiver. */
public final class FileSync {
  private static final String METHOD = "/moby.filesync.v1.FileSync/DiffCopy";

  private final ContextFolders folders;

  public FileSync(ContextFolders folders) {
    this.folders = folders;
  }

  /**
   * What is wanted of a directory.
   *
   * @param name that the client gave it: {@code context}
   * @param excluded patterns of an ignore file
   * @param followed only these paths, and where links among them lead; all when there are none
   */
  public record Wanted(String name, List<String> excluded, List<String> followed) {
    public Wanted {
      excluded = List.copyOf(excluded);
      followed = List.copyOf(followed);
    }

    private Metadata metadata() {
      var values = new LinkedHashMap<String, List<String>>();
      add(values, "dir-name", List.of(name));
      add(values, "exclude-patterns", excluded);
      add(values, "followpaths", followed);
      return new Metadata(values);
    }

    /** Values that headers cannot hold are sent in the form of URL queries, all of a name. */
    private static void add(Map<String, List<String>> values, String name, List<String> texts) {
      if (texts.isEmpty()) {
        return;
      }
      boolean plain = texts.stream().allMatch(text -> text.chars().allMatch(c -> c < 0x80));
      values.put(
          name,
          plain
              ? texts
              : texts.stream()
                  .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8))
                  .toList());
      if (!plain) {
        values.put(name + "-encoded", List.of("1"));
      }
    }
  }

  /**
   * Makes the kept copy of the directory the same as the client's.
   *
   * @param progress told how many bytes have come
   * @return the copy, to be closed when it is no longer used
   * @throws DrydockException of kind NOT_FOUND when the client has no such directory
   */
  public ContextFolders.Folder fetch(ClientSession session, Wanted wanted, LongConsumer progress) {
    if (!session.offers(METHOD)) {
      throw new DrydockException(ErrorKind.NOT_FOUND, "the client offers no local directories");
    }
    String key = session.sharedKey() + "\0" + wanted.name() + "\0" + wanted.followed();
    ContextFolders.Folder folder = folders.open(key);
    boolean done = false;
    try (var update = new FolderUpdate(folder.path());
        GrpcStream stream = session.open(METHOD, wanted.metadata())) {
      new Transfer(stream, update, progress).run();
      done = true;
      return folder;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot keep the directory " + wanted.name() + ": " + e, e);
    } catch (InterruptedException e) {
      throw ClientSession.cancelled(e);
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  /** A file whose content was asked for. */
  private record Arriving(Stat stat, FileChannel channel) {}

  /** One run of the protocol. */
  private static final class Transfer {
    private static final int END = -1;

    private final GrpcStream stream;
    private final FolderUpdate update;
    private final LongConsumer progress;
    private final Map<Integer, Stat> wanted = new HashMap<>();
    private final Map<Integer, Arriving> arriving = new HashMap<>();
    private final LinkedBlockingQueue<Integer> requests = new LinkedBlockingQueue<>();
    private int count;
    private long bytes;
    private boolean listed;

    Transfer(GrpcStream stream, FolderUpdate update, LongConsumer progress) {
      this.stream = stream;
      this.update = update;
      this.progress = progress;
    }

    void run() throws IOException, InterruptedException {
      // The client stops listening while too many requests wait, so they need a thread of their
      // own.
      Thread asking = Thread.ofVirtual().name("context requests").start(this::ask);
      try {
        while (!listed || !wanted.isEmpty()) {
          take(next());
        }
        requests.add(END);
        asking.join();
        update.complete();
        stream.send(Packet.finish().encode());
        for (Optional<byte[]> rest = stream.receive(); rest.isPresent(); rest = stream.receive()) {
          if (Packet.decode(rest.get()).type() == Packet.Type.FINISH) {
            stream.closeSending();
          }
        }
      } finally {
        asking.interrupt();
        for (Arriving each : arriving.values()) {
          each.channel().close();
        }
      }
    }

    private Packet next() throws InterruptedException {
      Packet packet =
          Packet.decode(
              stream
                  .receive()
                  .orElseThrow(() ->
                      new DrydockException(
                          ErrorKind.UNAVAILABLE, "the client stopped sending the context")));
      if (packet.type() == Packet.Type.ERROR) {
        throw new DrydockException(
            ErrorKind.UNAVAILABLE,
            "error from sender: " + new String(packet.data(), StandardCharsets.UTF_8));
      }
      return packet;
    }

    private void ask() {
      try {
        for (int id = requests.take(); id != END; id = requests.take()) {
          stream.send(Packet.request(id).encode());
        }
      } catch (InterruptedException | DrydockException e) {
        // The receiving side fails too, and says why.
      }
    }

    private void take(Packet packet) throws IOException {
      if (packet.type() == Packet.Type.STAT) {
        if (packet.stat().isEmpty()) {
          listed = true;
          return;
        }
        Stat stat = packet.stat().get();
        if (update.add(stat)) {
          wanted.put(count, stat);
          requests.add(count);
        }
        count++;
      } else if (packet.type() == Packet.Type.DATA) {
        write(packet);
      }
    }

    private void write(Packet packet) throws IOException {
      int id = packet.id();
      Stat stat = wanted.get(id);
      if (stat == null) {
        throw new DrydockException(ErrorKind.INVALID, "the client sent a file unasked: " + id);
      }
      Arriving file = arriving.get(id);
      if (file == null) {
        file = new Arriving(stat, update.create(stat));
        arriving.put(id, file);
      }
      if (packet.data().length > 0) {
        ByteBuffer data = ByteBuffer.wrap(packet.data());
        while (data.hasRemaining()) {
          file.channel().write(data);
        }
        bytes += packet.data().length;
        progress.accept(bytes);
        return;
      }
      file.channel().close();
      arriving.remove(id);
      wanted.remove(id);
      update.finish(stat);
    }
  }
}
