/** YAML as a tree that knows where each value stands, read and written. */
@NullMarked
package io.drydock.composefile.yaml;

import org.jspecify.annotations.NullMarked;
