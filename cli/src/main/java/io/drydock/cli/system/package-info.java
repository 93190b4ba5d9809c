/** Commands about an engine as a whole: what it is, what it uses, what happens in it. */
@NullMarked
package io.drydock.cli.system;

import org.jspecify.annotations.NullMarked;
