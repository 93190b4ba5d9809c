/** The host's control groups: what they can limit, and what a container's group has used. */
@NullMarked
package io.drydock.engine.runtime.cgroup;

import org.jspecify.annotations.NullMarked;
