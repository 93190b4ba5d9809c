package io.drydock.engine.container;

import java.util.List;

/** The processes of a container: {@code GET /containers/ID/top}. */
public record ProcessTable(List<String> titles, List<List<String>> processes) {
  public ProcessTable {
    titles = List.copyOf(titles);
    processes = processes.stream().map(List::copyOf).toList();
  }
}
