/** The plan of a build: an immutable graph of operations, and how a Dockerfile becomes one. */
@NullMarked
package io.drydock.build.plan;

import org.jspecify.annotations.NullMarked;
