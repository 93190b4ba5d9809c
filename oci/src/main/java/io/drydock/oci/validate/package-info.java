/**
 * Whether a document is what its specification demands: image-spec's descriptors, manifests,
 * indexes, configs and layouts; runtime-spec's configs, states and features. All faults are found,
 * not only the first.
 */
@NullMarked
package io.drydock.oci.validate;

import org.jspecify.annotations.NullMarked;
