/** The API's builds: the classic one, BuildKit's connections, and the build cache. */
@NullMarked
package io.drydock.api.build;

import org.jspecify.annotations.NullMarked;
