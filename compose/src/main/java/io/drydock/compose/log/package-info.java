/** What the containers of a project write, as one stream of whole lines. */
@NullMarked
package io.drydock.compose.log;

import org.jspecify.annotations.NullMarked;
