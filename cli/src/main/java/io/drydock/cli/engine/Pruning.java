package io.drydock.cli.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.drydock.client.Query;
import io.drydock.core.Json;
import io.drydock.core.Sizes;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Has an engine remove what nobody uses. */
public final class Pruning {
  private final Call call;

  public Pruning(Call call) {
    this.call = call;
  }

  /** What is removed, by its path in the API, the member that lists it, and the title of that. */
  public enum Kind {
    CONTAINERS("/containers/prune", "ContainersDeleted", "Deleted Containers:"),
    IMAGES("/images/prune", "ImagesDeleted", "Deleted Images:"),
    NETWORKS("/networks/prune", "NetworksDeleted", "Deleted Networks:"),
    VOLUMES("/volumes/prune", "VolumesDeleted", "Deleted Volumes:"),
    BUILD_CACHE("/build/prune", "CachesDeleted", "Deleted build cache objects:");

    private final String path;
    private final String member;
    private final String title;

    Kind(String path, String member, String title) {
      this.path = path;
      this.member = member;
      this.title = title;
    }
  }

  /** What one kind came to. */
  public record Outcome(Kind kind, List<String> removed, long bytes) {
    /** The list, if there is one, and the space. */
    public void print(PrintStream out) {
      list(out);
      if (kind != Kind.NETWORKS) {
        out.println("Total reclaimed space: " + Sizes.decimal(bytes));
      }
    }

    public void list(PrintStream out) {
      if (!removed.isEmpty()) {
        out.println(kind.title);
        removed.forEach(out::println);
        out.println();
      }
    }
  }

  public Outcome prune(Kind kind, Filters filters) {
    return prune(kind, filters.addTo(new Query()));
  }

  /** The same with the query as it is sent. */
  public Outcome prune(Kind kind, Query query) {
    JsonObject answer = call.engine().post(kind.path, query).object();
    var removed = new ArrayList<String>();
    if (answer.get(kind.member) instanceof com.google.gson.JsonArray all) {
      all.forEach(each -> removed.add(line(each)));
    }
    return new Outcome(kind, removed, Json.number(answer, "SpaceReclaimed").orElse(0L));
  }

  private static String line(JsonElement removed) {
    if (removed instanceof JsonObject image) {
      return Json.string(image, "Deleted")
          .map(id -> "deleted: " + id)
          .orElseGet(() -> "untagged: " + Json.string(image, "Untagged").orElse(""));
    }
    return removed.getAsString();
  }
}
