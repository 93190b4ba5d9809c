/** Commands for contexts: engines that the user has given names. */
@NullMarked
package io.drydock.cli.context;

import org.jspecify.annotations.NullMarked;
