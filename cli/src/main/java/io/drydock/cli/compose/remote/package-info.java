/** Compose files that lie in git repositories and registries. */
@NullMarked
package io.drydock.cli.compose.remote;

import org.jspecify.annotations.NullMarked;
