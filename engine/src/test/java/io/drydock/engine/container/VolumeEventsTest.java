package io.drydock.engine.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.container.ContainerSpec;
import io.drydock.container.Storage;
import io.drydock.engine.event.Event;
import io.drydock.engine.event.EventFilter;
import io.drydock.engine.event.EventQuery;
import io.drydock.engine.event.EventType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Volumes that nobody asked for by name are told of as well, from their making to their end. */
@Timeout(60)
class VolumeEventsTest {
  @Test
  void aContainersVolumesAreToldOf(@TempDir Path directory) throws Exception {
    try (var box = EngineBox.open(directory)) {
      Instant before = Instant.now();
      ContainerSpec plain = EngineBox.spec("true");
      var storage =
          new Storage(
              List.of("named:/named:ro"),
              List.of(),
              new LinkedHashMap<>(),
              List.of(),
              "",
              false,
              new LinkedHashMap<>());
      String id = box.start(plain.withHost(plain.host().withStorage(storage)));
      box.await(id);
      box.containers().remove(id, true, true);
      List<Event> told = told(box, before);
      assertThat(told).extracting(Event::action).containsExactly("create", "mount", "unmount");
      assertThat(told).extracting(Event::actorId).containsOnly("named");
      assertThat(told.get(1).attributes())
          .containsEntry("container", id)
          .containsEntry("destination", "/named")
          .containsEntry("read/write", "false");
      box.engine().volumes().remove("named", false);
      box.engine().volumes().remove("named", true);
      assertThat(told(box, before)).extracting(Event::action).endsWith("unmount", "destroy");
    }
  }

  private static List<Event> told(EngineBox box, Instant since) throws InterruptedException {
    var found = new ArrayList<Event>();
    var query = new EventQuery(Optional.of(since), Optional.of(Instant.now()), EventFilter.ALL);
    try (var events = box.engine().events().subscribe(query)) {
      for (var each = events.next(); each.isPresent(); each = events.next()) {
        if (each.get().type() == EventType.VOLUME) {
          found.add(each.get());
        }
      }
    }
    return found;
  }
}
