/**
 * System calls: one foreign function through which all of them go, their numbers, their errors, and
 * typed methods for those that Drydock makes.
 */
@NullMarked
package io.drydock.linux.syscall;

import org.jspecify.annotations.NullMarked;
