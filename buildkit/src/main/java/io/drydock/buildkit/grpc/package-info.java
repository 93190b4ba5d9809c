/** gRPC over HTTP/2 in both roles, on channels that somebody else opened. */
@NullMarked
package io.drydock.buildkit.grpc;

import org.jspecify.annotations.NullMarked;
