/** BuildKit's protocol: builds that clients ask for over gRPC. */
@NullMarked
package io.drydock.buildkit;

import org.jspecify.annotations.NullMarked;
