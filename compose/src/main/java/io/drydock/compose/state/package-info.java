/** What an engine holds of a project, found by its labels. */
@NullMarked
package io.drydock.compose.state;

import org.jspecify.annotations.NullMarked;
