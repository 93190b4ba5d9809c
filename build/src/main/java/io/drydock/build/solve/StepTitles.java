package io.drydock.build.solve;

import io.drydock.store.CacheItem;
import io.drydock.store.Records;
import io.drydock.store.Store;
import java.util.Optional;

/** Which instructions made what the build cache keeps. */
public final class StepTitles {
  private final Records records;

  public StepTitles(Store store) {
    this.records = store.records("build");
  }

  /** The title of the step whose layer the item is; for other items what they are called. */
  public String of(CacheItem item) {
    if (item.kind() != CacheItem.Kind.STEP) {
      return item.description();
    }
    for (String key : item.keys()) {
      Optional<String> title = records.peek(key).map(StepCache::title).filter(t -> !t.isEmpty());
      if (title.isPresent()) {
        return title.get();
      }
    }
    return "";
  }
}
