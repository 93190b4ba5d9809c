/**
 * What a project asks of an engine: its containers, networks and volumes as the Engine API wants
 * them, with names, labels and hashes.
 */
@NullMarked
package io.drydock.compose.request;

import org.jspecify.annotations.NullMarked;
