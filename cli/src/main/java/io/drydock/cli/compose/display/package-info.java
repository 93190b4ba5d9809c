/** How it goes with a project's containers, networks, volumes and images: a live tree, or lines. */
@NullMarked
package io.drydock.cli.compose.display;

import org.jspecify.annotations.NullMarked;
