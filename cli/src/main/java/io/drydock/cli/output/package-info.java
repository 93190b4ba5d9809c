/** How results are shown: tables, templates, times, and the progress of transfers. */
@NullMarked
package io.drydock.cli.output;

import org.jspecify.annotations.NullMarked;
