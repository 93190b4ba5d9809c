/** The messages of BuildKit's protocols, as records over protobuf's wire format. */
@NullMarked
package io.drydock.buildkit.message;

import org.jspecify.annotations.NullMarked;
