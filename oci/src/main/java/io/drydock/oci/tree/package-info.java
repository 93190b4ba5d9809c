/** File trees, whatever holds them: what an entry is, how to look one up, read one, compare two. */
@NullMarked
package io.drydock.oci.tree;

import org.jspecify.annotations.NullMarked;
