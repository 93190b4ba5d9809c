/** What a build uses of other places: git repositories and files behind URLs. */
@NullMarked
package io.drydock.build.remote;

import org.jspecify.annotations.NullMarked;
