package io.drydock.cli.output;

/** What the help says of {@code --format}. */
public final class FormatHelp {
  public static final String LIST =
      "Format output using a custom template:\n"
          + "'table':            Print output in table format with column headers (default)\n"
          + "'table TEMPLATE':   Print output in table format using the given Go template\n"
          + "'json':             Print in JSON format\n"
          + "'TEMPLATE':         Print output using the given Go template.";
  public static final String INSPECT =
      "Format output using a custom template:\n"
          + "'json':             Print in JSON format\n"
          + "'TEMPLATE':         Print output using the given Go template.";

  private FormatHelp() {}
}
