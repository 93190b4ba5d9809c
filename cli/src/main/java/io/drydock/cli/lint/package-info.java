/** The command that judges Dockerfiles and Compose files. */
@NullMarked
package io.drydock.cli.lint;

import org.jspecify.annotations.NullMarked;
