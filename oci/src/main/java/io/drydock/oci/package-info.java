/**
 * The OCI image model: digests, references, descriptors, manifests, indexes, configs, platforms.
 */
@NullMarked
package io.drydock.oci;

import org.jspecify.annotations.NullMarked;
