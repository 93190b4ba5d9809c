/** The command line: one file a command, no logic. */
@NullMarked
package io.drydock.cli;

import org.jspecify.annotations.NullMarked;
