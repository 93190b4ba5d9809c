package io.drydock.compose.graph;

import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A project as SVG: a box for each service, left of those that need it, coloured by how it stands;
 * strips for the networks that it is in, its ports, and the volumes that it mounts.
 */
public final class ProjectPicture {
  private static final int BOX_WIDTH = 250;
  private static final int BOX_HEIGHT = 92;
  private static final int COLUMN = BOX_WIDTH + 110;
  private static final int ROW = BOX_HEIGHT + 30;
  private static final int MARGIN = 24;
  private static final int TITLE = 36;
  private static final int LEGEND_ROW = 22;
  private static final List<String> COLOURS =
      List.of("#3b82c4", "#b4579c", "#5b9a3c", "#d08a2e", "#6a63c9", "#2f9e9e", "#c2564b");

  private final Project project;
  private final Map<String, Standing> standings;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, String> networkColours = new HashMap<>();
  private final Svg svg = new Svg();

  private record Place(int column, int row) {
    int x() {
      return MARGIN + column * COLUMN;
    }

    int y() {
      return MARGIN + TITLE + row * ROW;
    }

    int middle() {
      return y() + BOX_HEIGHT / 2;
    }
  }

  private ProjectPicture(Project project, Map<String, Standing> standings) {
    this.project = project;
    this.standings = standings;
  }

  /**
   * The picture.
   *
   * @param standings how services stand in an engine, by name; those without one are drawn as not
   *     created
   */
  public static String draw(Project project, Map<String, Standing> standings) {
    return new ProjectPicture(project, standings).draw();
  }

  private String draw() {
    var columns = new ArrayList<Integer>();
    for (Service each : project.services().values()) {
      int column = depth(each, new HashSet<>());
      while (columns.size() <= column) {
        columns.add(0);
      }
      places.put(each.name(), new Place(column, columns.get(column)));
      columns.set(column, columns.get(column) + 1);
    }
    for (String each : project.networks().keySet()) {
      networkColours.put(each, COLOURS.get(networkColours.size() % COLOURS.size()));
    }
    int rows = columns.stream().mapToInt(Integer::intValue).max().orElse(0);
    int legend = MARGIN + TITLE + rows * ROW;
    int lines = Math.max(3, Math.max(project.networks().size(), project.volumes().size()));
    int width = 2 * MARGIN + Math.max(2, columns.size()) * COLUMN - (COLUMN - BOX_WIDTH);
    svg.open(width, legend + lines * LEGEND_ROW + MARGIN);
    svg.text("head", MARGIN, MARGIN + 10, project.name());
    project.services().values().forEach(this::edges);
    project.services().values().forEach(this::box);
    legend(legend + 14);
    return svg.close();
  }

  /** How many services stand before it in the longest chain of what it needs. */
  private int depth(Service service, Set<String> seen) {
    int depth = 0;
    if (seen.add(service.name())) {
      for (String each : service.life().dependsOn().keySet()) {
        Service needed = project.services().get(each);
        depth = needed == null ? depth : Math.max(depth, depth(needed, seen) + 1);
      }
      seen.remove(service.name());
    }
    return depth;
  }

  private void edges(Service service) {
    Place to = places.get(service.name());
    for (Map.Entry<String, Dependency> each : service.life().dependsOn().entrySet()) {
      Place from = places.get(each.getKey());
      if (from == null || to == null) {
        continue;
      }
      svg.edge(
          from.x() + BOX_WIDTH,
          from.middle(),
          to.x(),
          to.middle(),
          switch (each.getValue().condition()) {
            case STARTED -> "started";
            case HEALTHY -> "healthy";
            case COMPLETED_SUCCESSFULLY -> "completed";
          });
    }
  }

  private void box(Service service) {
    Place place = places.get(service.name());
    if (place == null) {
      return;
    }
    Standing standing = standings.getOrDefault(service.name(), Standing.ABSENT);
    svg.box(place.x(), place.y(), BOX_WIDTH, BOX_HEIGHT, standing.mood());
    int x = place.x() + 12;
    svg.text("title", x, place.y() + 20, service.name() + ServiceText.replicas(service));
    svg.text("small", x, place.y() + 37, ServiceText.image(service));
    boolean known = !standings.isEmpty();
    svg.text("small", x, place.y() + 53, known ? standing.words() : "");
    List<String> ports = ServiceText.ports(service);
    List<String> volumes = ServiceText.volumes(service, project);
    svg.text("small", x, place.y() + 69, ports.isEmpty() ? "" : "⇄ " + String.join("  ", ports));
    svg.text(
        "small", x, place.y() + 84, volumes.isEmpty() ? "" : "▤ " + String.join(", ", volumes));
    int strip = place.y() + 8;
    for (String each : service.networking().networks().keySet()) {
      svg.strip(
          place.x() + BOX_WIDTH - 14, strip, networkColours.getOrDefault(each, "#8795a3"), each);
      strip += 16;
    }
  }

  private void legend(int top) {
    int y = top;
    for (String each : project.networks().keySet()) {
      svg.strip(MARGIN, y, networkColours.getOrDefault(each, "#8795a3"), each);
      svg.text("small", MARGIN + 18, y + 10, "network " + each);
      y += LEGEND_ROW;
    }
    y = top;
    for (String each : project.volumes().keySet()) {
      svg.text("small", MARGIN + 230, y + 10, "▤ volume " + each);
      y += LEGEND_ROW;
    }
    y = top;
    for (String each : List.of("started", "healthy", "completed")) {
      svg.edge(MARGIN + 460, y + 6, MARGIN + 500, y + 6, each);
      svg.text("small", MARGIN + 512, y + 10, "waits until " + each);
      y += LEGEND_ROW;
    }
  }
}
