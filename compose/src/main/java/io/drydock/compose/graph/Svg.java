package io.drydock.compose.graph;

/** Writes the shapes of a picture. Coordinates are in pixels. */
final class Svg {
  private static final int CHARACTERS = 38;

  private final StringBuilder out = new StringBuilder();

  void open(int width, int height) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="system-ui, sans-serif">
        <style>
          .box { stroke-width: 1.5; }
          .head { font-size: 16px; font-weight: 600; fill: #1b2733; }
          .title { font-size: 13px; font-weight: 600; fill: #1b2733; }
          .small { font-size: 11px; fill: #51606e; }
          .edge { fill: none; stroke: #51606e; stroke-width: 1.5; }
          .started { stroke-dasharray: 6 4; }
          .completed { stroke-dasharray: 1 4; stroke-linecap: round; stroke-width: 2.5; }
        </style>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(width, height, width, height));
  }

  String close() {
    return out.append("</svg>\n").toString();
  }

  void box(int x, int y, int width, int height, Standing.Mood mood) {
    out.append("<rect class=\"box\" rx=\"6\" x=\"").append(x).append("\" y=\"").append(y);
    out.append("\" width=\"").append(width).append("\" height=\"").append(height);
    out.append("\" fill=\"").append(mood.fill()).append("\" stroke=\"").append(mood.stroke());
    out.append("\"/>\n");
  }

  /** A small coloured mark that says its name when one points at it. */
  void strip(int x, int y, String colour, String name) {
    out.append("<rect rx=\"2\" x=\"").append(x).append("\" y=\"").append(y);
    out.append("\" width=\"8\" height=\"12\" fill=\"").append(colour).append("\"><title>");
    out.append(escape(name)).append("</title></rect>\n");
  }

  void edge(int fromX, int fromY, int toX, int toY, String style) {
    int half = (toX - fromX) / 2;
    out.append("<path class=\"edge ").append(style).append("\" d=\"M").append(fromX).append(' ');
    out.append(fromY).append(" C").append(fromX + half).append(' ').append(fromY).append(' ');
    out.append(toX - half).append(' ').append(toY).append(' ').append(toX).append(' ');
    out.append(toY).append("\"/>\n");
  }

  void text(String style, int x, int y, String words) {
    if (words.isEmpty()) {
      return;
    }
    String shown = words.length() <= CHARACTERS ? words : words.substring(0, CHARACTERS - 1) + "…";
    out.append("<text class=\"").append(style).append("\" x=\"").append(x).append("\" y=\"");
    out.append(y).append("\">").append(escape(shown)).append("</text>\n");
  }

  /** Text and attribute values; control characters are in no XML. */
  private static String escape(String text) {
    var escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c < ' ' || Character.isSurrogate(c) || c >= 0xfffe ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
