/** Build contexts: directories of the host as file trees, looked at and hashed once. */
@NullMarked
package io.drydock.build.context;

import org.jspecify.annotations.NullMarked;
