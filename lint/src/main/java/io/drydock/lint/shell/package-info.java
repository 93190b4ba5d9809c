/** Reads text of POSIX and Bash shells into the commands that it would run. */
@NullMarked
package io.drydock.lint.shell;

import org.jspecify.annotations.NullMarked;
