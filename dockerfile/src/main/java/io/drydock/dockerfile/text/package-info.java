/** Character classes, quoting and suggestions that reading a Dockerfile needs everywhere. */
@NullMarked
package io.drydock.dockerfile.text;

import org.jspecify.annotations.NullMarked;
