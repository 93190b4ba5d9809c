/**
 * Images as files: archives and directories of Docker's and of OCI's layout, read from a stream and
 * written to one, without a file in between.
 */
@NullMarked
package io.drydock.distribution.archive;

import org.jspecify.annotations.NullMarked;
