/** Commands that drive an engine: finding it, starting ours on demand, telling its refusals. */
@NullMarked
package io.drydock.cli.engine;

import org.jspecify.annotations.NullMarked;
