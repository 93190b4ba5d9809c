package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;

/** What {@code --format} says where only a table and JSON are known. */
enum OutputFormat {
  TABLE,
  JSON;

  /**
   * @throws DrydockException of kind INVALID for anything else
   */
  static OutputFormat of(Arguments arguments) {
    String given = arguments.value("format", "table");
    return switch (given) {
      case "", "table", "pretty" -> TABLE;
      case "json" -> JSON;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "format value \"" + given + "\" could not be parsed: give table or json");
    };
  }

  boolean isJson() {
    return this == JSON;
  }
}
