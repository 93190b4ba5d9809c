/**
 * Files with everything that they have (owners, modes, times to the nanosecond, extended
 * attributes, devices), made and read inside a directory that nothing leads out of.
 */
@NullMarked
package io.drydock.linux.file;

import org.jspecify.annotations.NullMarked;
