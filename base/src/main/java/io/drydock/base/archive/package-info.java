/** Debian archives: where the machine finds them, verified releases, package indexes, a cache. */
@NullMarked
package io.drydock.base.archive;

import org.jspecify.annotations.NullMarked;
