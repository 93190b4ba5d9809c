package io.drydock.dockerfile.instruction;

/**
 * A heredoc as a source of COPY or ADD.
 *
 * @param name the word after {@code <<}, which is also the file's name
 * @param content with leading tabs already removed for {@code <<-}
 * @param expand whether variables in the content are expanded (the name was not quoted)
 */
public record InlineFile(String name, String content, boolean expand) {}
