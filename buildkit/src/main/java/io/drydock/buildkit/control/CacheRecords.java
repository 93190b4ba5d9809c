package io.drydock.buildkit.control;

import io.drydock.build.solve.CacheFilter;
import io.drydock.build.solve.StepTitles;
import io.drydock.buildkit.grpc.GrpcStream;
import io.drydock.buildkit.message.Wire;
import io.drydock.buildkit.message.WireWriter;
import io.drydock.buildkit.session.ContextFolders;
import io.drydock.store.CacheItem;
import io.drydock.store.CachePruneOptions;
import io.drydock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The build cache as clients list and prune it. */
final class CacheRecords {
  private final Store store;
  private final ContextFolders folders;

  CacheRecords(Store store, ContextFolders folders) {
    this.store = store;
    this.folders = folders;
  }

  byte[] usage(byte[] message) {
    var titles = new StepTitles(store);
    CacheFilter filter = filter(Wire.read(message), titles);
    var out = new WireWriter();
    store.collector().cache().stream()
        .filter(filter.items())
        .forEach(each -> out.message(1, record(each, titles)));
    return out.encode();
  }

  void prune(GrpcStream stream) throws InterruptedException {
    Wire request = Wire.read(stream.receiveOne());
    var titles = new StepTitles(store);
    CacheFilter filter = filter(request, titles);
    Optional<Instant> unusedSince =
        request.number(3) > 0
            ? Optional.of(Instant.now().minus(Duration.ofNanos(request.number(3))))
            : filter.unusedSince();
    var limits =
        new CachePruneOptions.Limits(request.number(4), request.number(5), request.number(6));
    var options = new CachePruneOptions(request.flag(2), unusedSince, limits, filter.items());
    for (CacheItem each : store.collector().pruneCache(options).items()) {
      stream.send(record(each, titles));
    }
    if (request.texts(1).isEmpty()) {
      folders.prune();
    }
  }

  /** Clients send each filter as a list of terms with commas between them. */
  private static CacheFilter filter(Wire request, StepTitles titles) {
    List<String> terms =
        request.texts(1).stream()
            .flatMap(each -> Arrays.stream(each.split(",")))
            .filter(each -> !each.isEmpty())
            .map(each -> each.replace("==", "="))
            .toList();
    return CacheFilter.parse(terms, titles);
  }

  private static byte[] record(CacheItem item, StepTitles titles) {
    return new WireWriter()
        .text(1, item.id())
        .flag(2, item.kind() != CacheItem.Kind.STEP)
        .number(4, item.bytes())
        .time(6, item.made())
        .time(7, item.lastUsed())
        .number(8, 1)
        .text(9, titles.of(item))
        .text(10, item.kind().type())
        .flag(11, item.shared())
        .encode();
  }
}
