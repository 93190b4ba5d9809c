/** What a root file system says: where a path leads, who a user is. */
@NullMarked
package io.drydock.build.rootfs;

import org.jspecify.annotations.NullMarked;
