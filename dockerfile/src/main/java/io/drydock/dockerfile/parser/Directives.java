package io.drydock.dockerfile.parser;

import java.util.Optional;

/**
 * Parser directives at the top of the file.
 *
 * @param syntax the frontend that the file asks for, as written
 * @param escape backslash or backtick
 * @param check what {@code # check=} sets, as written
 */
public record Directives(Optional<Directive> syntax, char escape, Optional<Directive> check) {

  /**
   * One directive.
   *
   * @param line counted from 1
   */
  public record Directive(String value, int line) {}
}
