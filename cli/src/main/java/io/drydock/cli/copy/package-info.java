/** Files between this machine and containers: the parts of {@code cp}. */
@NullMarked
package io.drydock.cli.copy;

import org.jspecify.annotations.NullMarked;
