/** HTTP/1.1 over unix sockets and TLS: one request and its answer as an {@link Exchange}. */
@NullMarked
package io.drydock.api.http;

import org.jspecify.annotations.NullMarked;
