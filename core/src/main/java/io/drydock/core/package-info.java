/**
 * What every floor says in the same way: errors and suggestions, JSON, sizes and times, parts of
 * files.
 */
@NullMarked
package io.drydock.core;

import org.jspecify.annotations.NullMarked;
