/**
 * What stays on disk: an OCI image layout with blobs and image names, layers in their two forms,
 * leases and garbage collection. Safe for any number of processes, and for their death at any
 * moment.
 */
@NullMarked
package io.drydock.store;

import org.jspecify.annotations.NullMarked;
