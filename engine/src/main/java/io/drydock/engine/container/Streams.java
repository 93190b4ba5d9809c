package io.drydock.engine.container;

/**
 * Which of a process's standard streams there are.
 *
 * @param tty whether all three are one terminal
 * @param input whether there is a standard input to write to
 * @param inputOnce whether it ends with the first client that had it
 */
record Streams(boolean tty, boolean input, boolean inputOnce) {}
