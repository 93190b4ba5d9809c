/** What may stand where in a Compose file. */
@NullMarked
package io.drydock.composefile.schema;

import org.jspecify.annotations.NullMarked;
