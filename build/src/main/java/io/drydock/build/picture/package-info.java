/** Plans as pictures: SVG for browsers and documents. */
@NullMarked
package io.drydock.build.picture;

import org.jspecify.annotations.NullMarked;
