package io.drydock.dockerfile.instruction;

import io.drydock.dockerfile.instruction.Flags.Allowed;
import io.drydock.dockerfile.parser.Heredoc;
import io.drydock.dockerfile.parser.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads COPY and ADD. */
record TransferParser(Node node, Source source) {
  private static final Allowed COPY_FLAGS =
      Allowed.texts("chown", "from", "chmod").switches("link", "parents").lists("exclude");
  private static final Allowed ADD_FLAGS =
      Allowed.texts("chown", "chmod", "checksum")
          .switches("link", "keep-git-dir", "unpack")
          .lists("exclude");

  Instruction parse() {
    boolean isCopy = node.name().equals("COPY");
    if (node.arguments().size() < 2) {
      throw Refusal.of(
          node.name()
              + " requires at least two arguments, but only one was provided."
              + " Destination could not be determined");
    }
    Flags flags = Flags.read(node.flags(), isCopy ? COPY_FLAGS : ADD_FLAGS);
    Transfer transfer = transfer(flags);
    return isCopy
        ? new Instruction.Copy(
            source,
            transfer,
            flags.optional("from").filter(each -> !each.isEmpty()),
            flags.isOn("parents"))
        : new Instruction.Add(
            source,
            transfer,
            flags.isOn("keep-git-dir"),
            flags.text("checksum"),
            flags.optional("unpack").map(each -> each.equals("true")));
  }

  private Transfer transfer(Flags flags) {
    List<String> words = withJoinedMarkers();
    String destination = words.getLast();
    if (Heredoc.marker(destination).isPresent()) {
      throw Refusal.of(node.name() + " cannot accept a heredoc as a destination");
    }
    var sources = new ArrayList<String>();
    var inlineFiles = new ArrayList<InlineFile>();
    for (String word : words.subList(0, words.size() - 1)) {
      Optional<Heredoc> marker = Heredoc.marker(word);
      if (marker.isPresent()) {
        inlineFiles.add(inlineFile(marker.get()));
      } else {
        sources.add(word);
      }
    }
    return new Transfer(
        sources,
        inlineFiles,
        destination,
        flags.text("chown"),
        flags.text("chmod"),
        flags.isOn("link"),
        flags.list("exclude"));
  }

  /** The words, with the name of a heredoc put back to its {@code <<} where a blank parts them. */
  private List<String> withJoinedMarkers() {
    if (node.heredocs().isEmpty()) {
      return node.arguments();
    }
    var words = new ArrayList<String>();
    for (String word : node.arguments()) {
      if (!words.isEmpty() && isBareOperator(words.getLast())) {
        words.add(words.removeLast() + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isBareOperator(String word) {
    String operator = word.endsWith("-") ? word.substring(0, word.length() - 1) : word;
    return operator.endsWith("<<")
        && operator.chars().limit(operator.length() - 2L).allMatch(c -> c >= '0' && c <= '9');
  }

  private InlineFile inlineFile(Heredoc marker) {
    String content = "";
    for (Heredoc each : node.heredocs()) {
      if (each.name().equals(marker.name())) {
        content = each.text();
      }
    }
    return new InlineFile(marker.name(), content, marker.expand());
  }
}
