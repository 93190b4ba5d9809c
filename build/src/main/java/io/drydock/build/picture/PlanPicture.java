package io.drydock.build.picture;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import io.drydock.build.plan.StepOutlook;
import io.drydock.build.plan.StepOutlook.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as SVG: a box for each step, left to right by how many steps are before it, coloured by
 * what is left to do for it, with the time that it took last.
 */
public final class PlanPicture {
  private static final int BOX_WIDTH = 250;
  private static final int BOX_HEIGHT = 56;
  private static final int COLUMN = BOX_WIDTH + 60;
  private static final int ROW = BOX_HEIGHT + 22;
  private static final int MARGIN = 24;
  private static final int LEGEND = 40;
  private static final int CHARACTERS = 36;

  private final Plan plan;
  private final List<StepOutlook> outlooks;
  private final Map<Node, Place> places = new HashMap<>();
  private final List<Integer> columns = new ArrayList<>();
  private final StringBuilder svg = new StringBuilder();

  private record Place(int column, int row) {
    int x() {
      return MARGIN + column * COLUMN;
    }

    int y() {
      return MARGIN + row * ROW;
    }

    int middle() {
      return y() + BOX_HEIGHT / 2;
    }
  }

  private PlanPicture(Plan plan, List<StepOutlook> outlooks) {
    this.plan = plan;
    this.outlooks = outlooks;
  }

  /**
   * The picture.
   *
   * @param outlooks of all the plan's nodes, inputs first
   */
  public static String draw(Plan plan, List<StepOutlook> outlooks) {
    return new PlanPicture(plan, outlooks).draw();
  }

  private String draw() {
    for (StepOutlook each : outlooks) {
      place(each.node());
    }
    int rows = columns.stream().mapToInt(Integer::intValue).max().orElse(0);
    int width = 2 * MARGIN + Math.max(1, columns.size()) * COLUMN - 60;
    int height = 2 * MARGIN + rows * ROW + LEGEND;
    head(Math.max(width, 640), height);
    outlooks.forEach(each -> edges(each.node()));
    outlooks.forEach(this::box);
    legend(height - LEGEND + 8);
    return svg.append("</svg>\n").toString();
  }

  /** One column right of the furthest input; inputs have been placed. */
  private void place(Node node) {
    int column = 0;
    for (Node each : node.operation().inputs()) {
      Place input = places.get(each);
      column = input == null ? column : Math.max(column, input.column() + 1);
    }
    while (columns.size() <= column) {
      columns.add(0);
    }
    places.put(node, new Place(column, columns.get(column)));
    columns.set(column, columns.get(column) + 1);
  }

  private void head(int width, int height) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="system-ui, sans-serif">
        <style>
          .box { stroke-width: 1.5; }
          .title { font-size: 12px; fill: #1b2733; }
          .small { font-size: 11px; fill: #51606e; }
          .edge { fill: none; stroke: #9aa8b5; stroke-width: 1.4; }
          .base { stroke: #51606e; stroke-width: 2; }
        </style>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(width, height, width, height));
  }

  private void edges(Node node) {
    Place to = places.get(node);
    List<Node> inputs = node.operation().inputs();
    for (int i = 0; i < inputs.size() && to != null; i++) {
      Place from = places.get(inputs.get(i));
      if (from == null) {
        continue;
      }
      int x = from.x() + BOX_WIDTH;
      int half = (to.x() - x) / 2;
      svg.append("<path class=\"edge").append(i == 0 ? " base" : "").append("\" d=\"M");
      svg.append(x).append(' ').append(from.middle());
      svg.append(" C").append(x + half).append(' ').append(from.middle()).append(' ');
      svg.append(x + half).append(' ').append(to.middle()).append(' ');
      svg.append(to.x()).append(' ').append(to.middle()).append("\"/>\n");
    }
  }

  private void box(StepOutlook outlook) {
    Place place = places.get(outlook.node());
    if (place == null) {
      return;
    }
    Colour colour = Colour.of(outlook.work());
    svg.append("<g><title>").append(escape(outlook.node().title())).append("</title>");
    svg.append("<rect class=\"box\" rx=\"6\" x=\"").append(place.x()).append("\" y=\"");
    svg.append(place.y()).append("\" width=\"").append(BOX_WIDTH).append("\" height=\"");
    svg.append(BOX_HEIGHT).append("\" fill=\"").append(colour.fill).append("\" stroke=\"");
    svg.append(colour.stroke).append("\"/>");
    String title = outlook.node().title();
    int end = title.startsWith("[") ? title.indexOf(']') + 1 : 0;
    text("small", place.x() + 10, place.y() + 16, title.substring(0, end));
    text("title", place.x() + 10, place.y() + 32, title.substring(end).strip());
    text("small", place.x() + 10, place.y() + 48, remark(outlook));
    svg.append("</g>\n");
  }

  private String remark(StepOutlook outlook) {
    String target =
        plan.targets().stream().anyMatch(each -> each.root() == outlook.node()) ? " · target" : "";
    Optional<String> time =
        outlook.took().map(each -> " · took " + StepOutlook.format(each) + " last time");
    boolean source = outlook.node().operation() instanceof Operation.Context;
    return (source ? "build context" : Colour.of(outlook.work()).words) + time.orElse("") + target;
  }

  private void text(String style, int x, int y, String words) {
    String shown = words.length() <= CHARACTERS ? words : words.substring(0, CHARACTERS - 1) + "…";
    svg.append("<text class=\"").append(style).append("\" x=\"").append(x).append("\" y=\"");
    svg.append(y).append("\">").append(escape(shown)).append("</text>");
  }

  private void legend(int y) {
    int x = MARGIN;
    for (Colour each : Colour.values()) {
      svg.append("<rect class=\"box\" rx=\"3\" x=\"").append(x).append("\" y=\"").append(y);
      svg.append("\" width=\"18\" height=\"14\" fill=\"").append(each.fill);
      svg.append("\" stroke=\"").append(each.stroke).append("\"/>");
      text("small", x + 26, y + 11, each.words);
      x += 150;
    }
    svg.append('\n');
  }

  /** Text and attribute values; control characters are in no XML. */
  private static String escape(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        default -> out.append(c < ' ' || Character.isSurrogate(c) || c >= 0xfffe ? ' ' : c);
      }
    }
    return out.toString();
  }

  /** How a box looks for what is left to do. */
  private enum Colour {
    SOURCE("#eef2f6", "#8795a3", "source"),
    CACHED("#dff3e4", "#3a9a5b", "cached"),
    OPEN("#fde8d7", "#d9792b", "to be done"),
    WAITING("#fff7da", "#c9a227", "waits for others");

    private final String fill;
    private final String stroke;
    private final String words;

    Colour(String fill, String stroke, String words) {
      this.fill = fill;
      this.stroke = stroke;
      this.words = words;
    }

    static Colour of(Work work) {
      return valueOf(work.name());
    }
  }
}
