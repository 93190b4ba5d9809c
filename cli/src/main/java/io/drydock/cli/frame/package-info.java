/** How every command reads its words and shows its help: flags as docker's, usage, completion. */
@NullMarked
package io.drydock.cli.frame;

import org.jspecify.annotations.NullMarked;
