/**
 * What has to be done to bring an engine from the state that it is in to the one that is asked for,
 * and why.
 */
@NullMarked
package io.drydock.compose.plan;

import org.jspecify.annotations.NullMarked;
