/** Plans carried out: in parallel along the graph of dependencies, with health and exit awaited. */
@NullMarked
package io.drydock.compose.run;

import org.jspecify.annotations.NullMarked;
