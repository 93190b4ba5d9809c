/** Root file systems made of package files. */
@NullMarked
package io.drydock.base.root;

import org.jspecify.annotations.NullMarked;
