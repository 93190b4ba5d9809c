package io.drydock.build.solve;

import io.drydock.oci.Digest;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How long steps took when they were last carried out, by their vertexes. */
final class StepTimes {
  private final Records records;

  StepTimes(Store store) {
    this.records = store.records("times");
  }

  void note(Digest vertex, Duration time) {
    String text = Long.toString(time.toMillis());
    records.put(vertex.encoded(), text.getBytes(StandardCharsets.UTF_8));
  }

  Optional<Duration> of(Digest vertex) {
    return records
        .get(vertex.encoded())
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .filter(text -> !text.isEmpty() && text.chars().allMatch(Character::isDigit))
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
  }
}
