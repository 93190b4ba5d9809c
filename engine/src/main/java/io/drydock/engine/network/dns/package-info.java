/** The name server that containers in user-defined networks have at 127.0.0.11. */
@NullMarked
package io.drydock.engine.network.dns;

import org.jspecify.annotations.NullMarked;
