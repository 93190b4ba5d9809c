/**
 * The commands, one file each: what they take, which module they call, how they print the result.
 */
@NullMarked
package io.drydock.cli.command;

import org.jspecify.annotations.NullMarked;
