package io.drydock.dockerfile.instruction;

import java.util.List;

/**
 * What COPY and ADD share. All words are as written: the planner expands them.
 *
 * @param sources paths, wildcards or, for ADD, URLs and git remotes
 * @param inlineFiles sources given as heredocs
 * @param chown empty when not given
 * @param chmod empty when not given
 * @param excludes patterns of {@code --exclude}
 */
public record Transfer(
    List<String> sources,
    List<InlineFile> inlineFiles,
    String destination,
    String chown,
    String chmod,
    boolean link,
    List<String> excludes) {
  public Transfer {
    sources = List.copyOf(sources);
    inlineFiles = List.copyOf(inlineFiles);
    excludes = List.copyOf(excludes);
  }
}
