package io.drydock.bake.hcl;

import java.util.Map;
import java.util.Set;

/**
 * What JSON alone does not say of a body: which members are blocks, and which strings are
 * expressions and not text.
 *
 * @param labels how many labels such a block has
 * @param verbatim attributes whose strings are read as expressions: types, parameter names
 * @param blocks of the body, by type
 */
public record BlockSchema(int labels, Set<String> verbatim, Map<String, BlockSchema> blocks) {
  public BlockSchema {
    verbatim = Set.copyOf(verbatim);
    blocks = Map.copyOf(blocks);
  }
}
