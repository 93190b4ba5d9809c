package io.drydock.bake.hcl;

import io.drydock.bake.value.Function;
import io.drydock.bake.value.Value;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/** What the names in expressions mean. */
public interface Names {
  /**
   * A value that was found by a path.
   *
   * @param used how many names behind the first one led to it; attributes of the value follow
   */
  record Found(Value value, int used) {}

  /**
   * What {@code root.path…} begins with.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID when the root means nothing
   */
  Found find(String root, List<String> path, SourceLocation place);

  Optional<Function> function(String name);
}
