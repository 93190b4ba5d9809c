package io.drydock.lint.shell;

/**
 * A variable that is set before a command, or alone.
 *
 * @param value as {@link ShellWord#text}; empty for an array
 */
public record Assignment(String name, String value) {}
