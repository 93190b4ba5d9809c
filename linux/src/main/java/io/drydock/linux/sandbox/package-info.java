/** Runs one command in namespaces of its own, from within this process. */
@NullMarked
package io.drydock.linux.sandbox;

import org.jspecify.annotations.NullMarked;
