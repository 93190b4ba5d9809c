/** Prepares the packaged jars for a quick start. Used when Drydock is built, never when it runs. */
@NullMarked
package io.drydock.cli.startup;

import org.jspecify.annotations.NullMarked;
