/** The engine as a process: run, started, stopped, asked for and set up from the command line. */
@NullMarked
package io.drydock.cli.daemon;

import org.jspecify.annotations.NullMarked;
