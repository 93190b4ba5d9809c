/** BuildKit's build checks: what works in a Dockerfile today but should be changed. */
@NullMarked
package io.drydock.dockerfile.check;

import org.jspecify.annotations.NullMarked;
