/** Where the images that a Dockerfile names come from. */
@NullMarked
package io.drydock.build.image;

import org.jspecify.annotations.NullMarked;
