/**
 * Layers as tar archives: writing them byte for byte the same, reading them safely, compressing and
 * hashing them on the way.
 */
@NullMarked
package io.drydock.oci.layer;

import org.jspecify.annotations.NullMarked;
