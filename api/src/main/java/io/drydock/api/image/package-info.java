/** The API's images: what the store has, and what registries give and take. */
@NullMarked
package io.drydock.api.image;

import org.jspecify.annotations.NullMarked;
