/** Variable expansion and word splitting as the Dockerfile frontend does it. */
@NullMarked
package io.drydock.dockerfile.shell;

import org.jspecify.annotations.NullMarked;
