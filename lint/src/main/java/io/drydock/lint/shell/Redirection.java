package io.drydock.lint.shell;

import java.util.Optional;

/**
 * Where a command reads from or writes to.
 *
 * @param operator as written: {@code >}, {@code 2>}, {@code <<-}
 * @param target file, file descriptor or name of the here-document
 * @param body lines of the here-document, line ends included
 */
public record Redirection(String operator, ShellWord target, Optional<String> body) {}
