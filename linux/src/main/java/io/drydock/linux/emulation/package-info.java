/** Runs programs for other processors through the kernel's binfmt_misc and QEMU's user mode. */
@NullMarked
package io.drydock.linux.emulation;

import org.jspecify.annotations.NullMarked;
