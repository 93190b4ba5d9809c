/** Character classes and quoting that reading a Dockerfile needs everywhere. */
@NullMarked
package io.drydock.dockerfile.text;

import org.jspecify.annotations.NullMarked;
