/** BuildKit's services: builds asked for, followed and answered over gRPC. */
@NullMarked
package io.drydock.buildkit.control;

import org.jspecify.annotations.NullMarked;
