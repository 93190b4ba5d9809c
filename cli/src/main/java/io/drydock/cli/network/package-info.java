/** Commands for networks. */
@NullMarked
package io.drydock.cli.network;

import org.jspecify.annotations.NullMarked;
