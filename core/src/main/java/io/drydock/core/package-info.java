/** What every floor says in the same way: errors, JSON, sizes and times. */
@NullMarked
package io.drydock.core;

import org.jspecify.annotations.NullMarked;
