package io.drydock.composefile.model;

import java.util.List;
import java.util.SequencedMap;

/**
 * A program that runs a service in place of containers.
 *
 * @param type the program: a plugin of the command line, or a name on the path
 * @param options values by name, each with one value or more
 */
public record Provider(String type, SequencedMap<String, List<String>> options) {
  public Provider {
    options = Copies.of(options);
  }
}
