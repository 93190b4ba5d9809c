/** Tests against a real registry, real token server and a proxy that breaks connections. */
@NullMarked
package io.drydock.distribution;

import org.jspecify.annotations.NullMarked;
