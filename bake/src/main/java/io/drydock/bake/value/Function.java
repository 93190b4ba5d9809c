package io.drydock.bake.value;

import java.util.List;

/** Something that makes one value of others. */
@FunctionalInterface
public interface Function {
  /**
   * The result.
   *
   * @throws io.drydock.core.DrydockException of kind INVALID for arguments that it cannot take
   */
  Value call(List<Value> arguments);
}
