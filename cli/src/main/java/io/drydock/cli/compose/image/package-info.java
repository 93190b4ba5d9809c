/** Images of a project's services: built as one graph in this process, pulled and pushed. */
@NullMarked
package io.drydock.cli.compose.image;

import org.jspecify.annotations.NullMarked;
