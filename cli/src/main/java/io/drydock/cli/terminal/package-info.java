/** The user's terminal while it belongs to a process in a container. */
@NullMarked
package io.drydock.cli.terminal;

import org.jspecify.annotations.NullMarked;
