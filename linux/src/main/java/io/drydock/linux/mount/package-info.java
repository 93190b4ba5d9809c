/** Mounts by descriptor: made detached, then attached where they belong, or dropped unseen. */
@NullMarked
package io.drydock.linux.mount;

import org.jspecify.annotations.NullMarked;
