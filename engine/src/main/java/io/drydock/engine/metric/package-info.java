/** Figures about the engine and its containers, in Prometheus' text format. */
@NullMarked
package io.drydock.engine.metric;

import org.jspecify.annotations.NullMarked;
