package io.drydock.linux.sandbox;

import io.drydock.linux.syscall.Fd;

/** The ends of the command's three standard streams that the command gets. */
record StandardStreams(Fd input, Fd output, Fd errors) {}
