/**
 * HTTP as registries need it: a chain of exchanges in which each link does one thing (retry,
 * authenticate, follow redirects, send), so that what is above it speaks of repositories only.
 */
@NullMarked
package io.drydock.distribution.transport;

import org.jspecify.annotations.NullMarked;
