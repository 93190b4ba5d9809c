/** Commands for the images of an engine that the user named, and for images made of archives. */
@NullMarked
package io.drydock.cli.image;

import org.jspecify.annotations.NullMarked;
