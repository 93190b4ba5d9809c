/** BuildKit's build checks as lint rules, for files whose base images nobody looks up. */
@NullMarked
package io.drydock.lint.buildkit;

import org.jspecify.annotations.NullMarked;
