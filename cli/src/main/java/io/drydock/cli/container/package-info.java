/** Commands for containers: {@code run}, {@code ps}, {@code logs} and their family. */
@NullMarked
package io.drydock.cli.container;

import org.jspecify.annotations.NullMarked;
