package io.drydock.cli.container;

import com.google.gson.JsonObject;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A container's ports in one line, ranges drawn together. */
final class Ports {
  private Ports() {}

  /**
   * One port, or several that follow one another inside and outside alike.
   *
   * @param ip empty when the port is only exposed
   */
  private record Group(
      String ip, long inner, long innerEnd, long outer, long outerEnd, String type) {
    boolean continuedBy(Group next) {
      return ip.equals(next.ip)
          && type.equals(next.type)
          && next.inner == innerEnd + 1
          && (outer == 0 ? next.outer == 0 : next.outer == outerEnd + 1);
    }

    Group with(Group next) {
      return new Group(ip, inner, next.innerEnd, outer, next.outerEnd, type);
    }

    @Override
    public String toString() {
      String inside = range(inner, innerEnd) + "/" + type;
      return outer == 0 ? inside : host() + ":" + range(outer, outerEnd) + "->" + inside;
    }

    private String host() {
      return ip.contains(":") ? "[" + ip + "]" : ip;
    }

    private static String range(long start, long end) {
      return start == end ? String.valueOf(start) : start + "-" + end;
    }
  }

  static String shown(List<JsonObject> ports) {
    var single = new ArrayList<Group>();
    for (JsonObject each : ports) {
      long inner = Json.number(each, "PrivatePort").orElse(0L);
      long outer = Json.number(each, "PublicPort").orElse(0L);
      String ip = outer == 0 ? "" : Json.string(each, "IP").orElse("");
      String type = Json.string(each, "Type").orElse("tcp");
      single.add(new Group(ip, inner, inner, outer, outer, type));
    }
    single.sort(
        Comparator.comparing((Group each) -> each.outer == 0)
            .thenComparing(Group::ip)
            .thenComparing(Group::type)
            .thenComparingLong(Group::inner)
            .thenComparingLong(Group::outer));
    var groups = new ArrayList<Group>();
    for (Group each : single) {
      if (!groups.isEmpty() && groups.getLast().continuedBy(each)) {
        groups.set(groups.size() - 1, groups.getLast().with(each));
      } else {
        groups.add(each);
      }
    }
    return String.join(", ", groups.stream().map(Group::toString).toList());
  }
}
