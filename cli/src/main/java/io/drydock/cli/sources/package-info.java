/** Where a command's images come from: base definitions, the store, registries. */
@NullMarked
package io.drydock.cli.sources;

import org.jspecify.annotations.NullMarked;
