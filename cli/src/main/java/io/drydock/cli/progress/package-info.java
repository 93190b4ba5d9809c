/** Shows a build's events as they come, in BuildKit's styles: plain, tty, rawjson. */
@NullMarked
package io.drydock.cli.progress;

import org.jspecify.annotations.NullMarked;
