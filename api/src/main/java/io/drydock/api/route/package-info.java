/** Which code answers which request of the Engine API, and what it reads and answers with. */
@NullMarked
package io.drydock.api.route;

import org.jspecify.annotations.NullMarked;
