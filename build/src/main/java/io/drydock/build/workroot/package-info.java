/**
 * Root file systems as plain directories, for hosts where layers cannot be laid over each other.
 */
@NullMarked
package io.drydock.build.workroot;

import org.jspecify.annotations.NullMarked;
