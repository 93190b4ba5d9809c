package io.drydock.buildkit.control;

import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.ExporterEntry;
import io.drydock.buildkit.message.SolveRequest;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The builds of this process, as clients list them. */
final class BuildHistory {
  private static final int KEPT = 100;
  private static final int STARTED = 0;
  private static final int COMPLETE = 1;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long changes;

  /** One build; replaced whole when it changes. */
  private record Entry(
      SolveRequest request,
      Instant begun,
      Optional<Instant> ended,
      Map<String, String> response,
      String error,
      boolean pinned,
      long change,
      int kind) {

    Entry ended(Map<String, String> outcome, String failure, long number) {
      return new Entry(
          request, begun, Optional.of(Instant.now()), outcome, failure, pinned, number, COMPLETE);
    }

    byte[] event() {
      return new WireWriter().number(1, kind).message(2, record()).encode();
    }

    private byte[] record() {
      var out =
          new WireWriter()
              .text(1, request.reference())
              .text(2, request.frontend())
              .map(3, request.attributes());
      for (ExporterEntry each : request.exporters()) {
        out.message(4, new WireWriter().text(1, each.type()).map(2, each.attributes()).encode());
      }
      if (!error.isEmpty()) {
        out.message(5, new WireWriter().number(1, 2).text(2, error).encode());
      }
      return out.time(6, begun)
          .time(7, ended)
          .map(9, response)
          .number(12, change)
          .flag(14, pinned)
          .encode();
    }
  }

  synchronized void begin(ClientBuild build) {
    entries.put(
        build.reference(),
        new Entry(
            build.request(),
            build.begun(),
            Optional.empty(),
            Map.of(),
            "",
            false,
            ++changes,
            STARTED));
    forgetOldest();
    notifyAll();
  }

  private void forgetOldest() {
    for (String each : List.copyOf(entries.keySet())) {
      Entry entry = entries.get(each);
      if (entries.size() <= KEPT) {
        return;
      }
      if (entry != null && !entry.pinned()) {
        entries.remove(each);
      }
    }
  }

  void end(ClientBuild build, Map<String, String> response) {
    finish(build, response, "");
  }

  void fail(ClientBuild build, Exception error) {
    finish(build, Map.of(), String.valueOf(error.getMessage()));
  }

  private synchronized void finish(ClientBuild build, Map<String, String> response, String error) {
    entries.computeIfPresent(
        build.reference(), (_, entry) -> entry.ended(response, error, ++changes));
    notifyAll();
  }

  /** Tells of the builds there are, and of those that come. */
  void listen(GrpcStream stream) throws InterruptedException {
    Wire request = Wire.read(stream.receiveOne());
    boolean activeOnly = request.flag(1);
    String reference = request.text(2);
    boolean existingOnly = request.flag(3);
    long limit = request.number(5) > 0 ? request.number(5) : Long.MAX_VALUE;
    long known = 0;
    do {
      for (Entry each : after(known, existingOnly)) {
        known = Math.max(known, each.change());
        boolean wanted =
            (reference.isEmpty() || reference.equals(each.request().reference()))
                && !(activeOnly && each.kind() == COMPLETE);
        if (wanted && limit-- > 0) {
          stream.send(each.event());
        }
      }
    } while (!existingOnly);
  }

  private synchronized List<Entry> after(long known, boolean existingOnly)
      throws InterruptedException {
    while (!existingOnly && changes <= known) {
      wait();
    }
    var later = new ArrayList<Entry>();
    for (Entry each : entries.values()) {
      if (each.change() > known) {
        later.add(each);
      }
    }
    return later;
  }

  /** Pins or removes a build. */
  synchronized byte[] update(byte[] message) {
    Wire request = Wire.read(message);
    @Nullable Entry entry = entries.get(request.text(1));
    if (entry != null && request.flag(3)) {
      entries.remove(request.text(1));
    } else if (entry != null && request.has(2)) {
      entries.put(
          request.text(1),
          new Entry(
              entry.request(),
              entry.begun(),
              entry.ended(),
              entry.response(),
              entry.error(),
              request.flag(2),
              entry.change(),
              entry.kind()));
    }
    return new byte[0];
  }
}
