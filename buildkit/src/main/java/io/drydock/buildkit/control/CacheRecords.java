package io.drydock.buildkit.control;

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
import java.util.List;
import java.util.function.Predicate;

/** The build cache as clients list and prune it. */
final class CacheRecords {
  private final Store store;
  private final ContextFolders folders;

  CacheRecords(Store store, ContextFolders folders) {
    this.store = store;
    this.folders = folders;
  }

  byte[] usage(byte[] message) {
    Predicate<CacheItem> filter = filter(Wire.read(message).texts(1));
    var titles = new StepTitles(store);
    var out = new WireWriter();
    store.collector().cache().stream()
        .filter(filter)
        .forEach(each -> out.message(1, record(each, titles)));
    return out.encode();
  }

  void prune(GrpcStream stream) throws InterruptedException {
    Wire request = Wire.read(stream.receiveOne());
    var options =
        CachePruneOptions.of(request.flag(2))
            .limits(
                new CachePruneOptions.Limits(
                    request.number(4), request.number(5), request.number(6)));
    if (request.number(3) > 0) {
      options = options.unusedSince(Instant.now().minus(Duration.ofNanos(request.number(3))));
    }
    Predicate<CacheItem> filter = filter(request.texts(1));
    var titles = new StepTitles(store);
    var chosen =
        new CachePruneOptions(options.all(), options.unusedSince(), options.limits(), filter);
    for (CacheItem each : store.collector().pruneCache(chosen).items()) {
      stream.send(record(each, titles));
    }
    if (request.texts(1).isEmpty()) {
      folders.prune();
    }
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

  /** What all of containerd's filters accept: {@code id==…}, {@code type==…}, {@code shared}. */
  private static Predicate<CacheItem> filter(List<String> filters) {
    Predicate<CacheItem> all = item -> true;
    for (String each : filters) {
      for (String term : each.split(",")) {
        all = all.and(term(term));
      }
    }
    return all;
  }

  private static Predicate<CacheItem> term(String term) {
    int equals = term.indexOf('=');
    String field = equals < 0 ? term : term.substring(0, equals).replaceAll("[~!]$", "");
    boolean negated = equals > 0 && term.charAt(equals - 1) == '!';
    String value = equals < 0 ? "true" : term.substring(equals).replaceFirst("^=+", "");
    Predicate<CacheItem> matches =
        item ->
            switch (field) {
              case "id" -> item.id().equals(value) || item.id().startsWith(value);
              case "type" -> item.kind().type().equals(value);
              case "description" -> item.description().contains(value);
              case "shared" -> item.shared() == Boolean.parseBoolean(value);
              case "private" -> item.shared() != Boolean.parseBoolean(value);
              case "mutable" -> (item.kind() != CacheItem.Kind.STEP) == Boolean.parseBoolean(value);
              case "inuse" -> !Boolean.parseBoolean(value);
              default -> true;
            };
    return negated ? matches.negate() : matches;
  }
}
