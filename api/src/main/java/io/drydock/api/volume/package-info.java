/** The routes of volumes. */
@NullMarked
package io.drydock.api.volume;

import org.jspecify.annotations.NullMarked;
