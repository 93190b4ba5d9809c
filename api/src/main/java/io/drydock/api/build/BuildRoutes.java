package io.drydock.api.build;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.api.route.Call;
import io.drydock.api.route.Filters;
import io.drydock.api.route.Query;
import io.drydock.api.route.Router;
import io.drydock.api.route.Routes;
import io.drydock.build.solve.CacheFilter;
import io.drydock.build.solve.StepTitles;
import io.drydock.buildkit.BuildKit;
import io.drydock.buildkit.control.BuildSite;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.event.EventType;
import io.drydock.engine.event.Events;
import io.drydock.store.CachePruneOptions;
import io.drydock.store.CachePruneReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST /build} and the build cache. */
public final class BuildRoutes implements Routes {
  private final BuildSite site;
  private final BuildKit buildKit;
  private final Events events;

  public BuildRoutes(BuildSite site, BuildKit buildKit, Events events) {
    this.site = site;
    this.buildKit = buildKit;
    this.events = events;
  }

  @Override
  public void register(Router router) {
    router.post("/build", call -> new ClassicBuild(site, call).run());
    router.post("/build/prune", this::prune);
    router.post("/build/cancel", this::cancel);
    new BuildKitRoutes(buildKit).register(router);
  }

  /** Builds end with the connection that asked for them; they have no names to be ended by. */
  private void cancel(Call call) throws IOException {
    if (call.query().value("id").isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "build ID not provided");
    }
    throw new DrydockException(ErrorKind.NOT_FOUND, "no such build: " + call.query().text("id"));
  }

  private void prune(Call call) throws IOException {
    Query query = call.query();
    var limits =
        new CachePruneOptions.Limits(
            bytes(query, query.has("reserved-space") ? "reserved-space" : "keep-storage"),
            bytes(query, "max-used-space"),
            bytes(query, "min-free-space"));
    CacheFilter filter = CacheFilter.parse(filters(query.filters()), new StepTitles(site.store()));
    var options =
        new CachePruneOptions(query.flag("all"), filter.unusedSince(), limits, filter.items());
    CachePruneReport report = site.store().collector().pruneCache(options);
    long bytes = report.bytes() + (query.flag("all") ? buildKit.pruneContexts() : 0);
    var deleted = new JsonArray();
    report.items().forEach(each -> deleted.add(each.id()));
    var json = new JsonObject();
    json.add("CachesDeleted", deleted.isEmpty() ? JsonNull.INSTANCE : deleted);
    json.addProperty("SpaceReclaimed", bytes);
    events.publish(
        EventType.BUILDER,
        "prune",
        "",
        new LinkedHashMap<>(Map.of("reclaimed", Long.toString(bytes))));
    call.answer(json);
  }

  private static List<String> filters(Filters asked) {
    var texts = new ArrayList<String>();
    for (String name : asked.names()) {
      asked.values(name).forEach(value -> texts.add(name + "=" + value));
    }
    return texts;
  }

  private static long bytes(Query query, String name) {
    try {
      return query.value(name).map(Long::parseLong).orElse(0L);
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID, name + " is a number of bytes, not " + query.text(name), e);
    }
  }
}
