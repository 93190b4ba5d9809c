/**
 * The flags of {@code run}, {@code create} and {@code update}, read into what Docker's API takes.
 */
@NullMarked
package io.drydock.cli.flags;

import org.jspecify.annotations.NullMarked;
