package io.drydock.build.plan;

import io.drydock.build.plan.Operation.Copy.Item;
import io.drydock.build.remote.GitReference;
import io.drydock.build.remote.HttpSource;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.InlineFile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Transfer;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans COPY and ADD. */
record TransferPlanner(StageWork work, Step step) {
  private static final int INLINE_MODE = 0644;

  /** The instruction with its variables replaced. */
  private record Words(
      List<String> sources, String destination, String chown, String chmod, String checksum) {}

  void copy(Instruction.Copy copy) {
    Words words = words(copy.transfer(), "");
    Optional<StageState> from =
        copy.from().isPresent() ? step.sources().getFirst() : Optional.empty();
    var items = new ArrayList<Item>();
    for (String source : words.sources) {
      refuseRemote(source);
      Node tree = from.map(this::root).orElseGet(work.scope().sources()::context);
      items.add(item(tree, source, copy.parents(), false));
    }
    finish(copy.transfer(), words, items, copy.parents(), from.isPresent());
  }

  void add(Instruction.Add add) {
    Words words = words(add.transfer(), add.checksum());
    checkChecksum(words);
    var items = new ArrayList<Item>();
    for (String source : words.sources) {
      Optional<GitReference> git = GitReference.parse(source);
      if (git.isPresent()) {
        items.add(git(add, git.get(), words.checksum));
      } else if (HttpSource.matches(source)) {
        items.add(download(source, words.checksum, add.unpack().orElse(false)));
      } else {
        Node context = work.scope().sources().context();
        items.add(item(context, source, false, add.unpack().orElse(true)));
      }
    }
    finish(add.transfer(), words, items, false, false);
  }

  private Words words(Transfer transfer, String checksum) {
    return new Words(
        transfer.sources().stream().map(work::expand).toList(),
        work.expand(transfer.destination()),
        work.expand(transfer.chown()),
        work.expand(transfer.chmod()),
        work.expand(checksum));
  }

  private void finish(
      Transfer transfer, Words words, List<Item> items, boolean parents, boolean keepOwner) {
    if (!words.chmod.isEmpty()) {
      ModeText.check(words.chmod);
    }
    transfer.inlineFiles().forEach(each -> items.add(inline(each)));
    StageResult result = work.result();
    var operation =
        new Operation.Copy(
            result.root,
            items,
            ContainerPath.destination(result.workingDirectory(), words.destination),
            words.chown,
            words.chmod,
            keepOwner,
            transfer.link(),
            parents,
            transfer.excludes(),
            result.root);
    work.layer(operation, step, work.title(step), createdBy(transfer, words, parents));
  }

  private String createdBy(Transfer transfer, Words words, boolean parents) {
    var text =
        new StringBuilder(step.instruction() instanceof Instruction.Add ? "ADD" : "COPY")
            .append(parents ? " --parents" : "")
            .append(words.chown.isEmpty() ? "" : " --chown=" + words.chown)
            .append(words.chmod.isEmpty() ? "" : " --chmod=" + words.chmod);
    words.sources.forEach(each -> text.append(' ').append(each));
    transfer.inlineFiles().forEach(each -> text.append(" <<").append(each.name()));
    return text.append(' ').append(words.destination).append(" # buildkit").toString();
  }

  private Item item(Node tree, String source, boolean parents, boolean unpack) {
    int pivot = parents ? source.indexOf("/./") : -1;
    String before = pivot < 0 ? "" : ContainerPath.inTree(source.substring(0, pivot));
    String path = ContainerPath.inTree(pivot < 0 ? source : source.substring(pivot + 3));
    boolean wildcards = ContainerPath.hasWildcards(before) || ContainerPath.hasWildcards(path);
    return new Item(tree, before, path, wildcards, unpack);
  }

  private Item inline(InlineFile file) {
    String content = file.content();
    if (file.expand()) {
      var lexer = new ShellLexer('\\').withoutQuoteProcessing();
      content = lexer.expand(content, work.result().env);
    }
    Node tree =
        work.scope()
            .sources()
            .of(
                new Operation.Inline(file.name(), content, INLINE_MODE),
                "[internal] preparing inline document",
                Optional.of(step.location()));
    return new Item(tree, "", file.name(), false, false);
  }

  private Item git(Instruction.Add add, GitReference reference, String checksum) {
    if (!checksum.isEmpty()
        && !reference.checksum().isEmpty()
        && !checksum.equals(reference.checksum())) {
      throw invalid("checksum mismatch \"" + checksum + "\" != \"" + reference.checksum() + "\"");
    }
    Operation source = SourceNodes.git(reference, add.keepGitDirectory(), checksum);
    return new Item(remote(source), "", "", false, false);
  }

  private Item download(String source, String checksum, boolean unpack) {
    var uri = HttpSource.uri(source);
    String name = HttpSource.fileName(uri);
    Optional<Digest> digest =
        checksum.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(checksum));
    return new Item(remote(new Operation.Http(uri, digest, name)), "", name, false, unpack);
  }

  private Node remote(Operation source) {
    String text = step.instruction().source().text();
    String title = StageTitles.instruction(text, work.scope().lexer(), work.result().env);
    return work.scope().sources().of(source, title, Optional.of(step.location()));
  }

  private Node root(StageState source) {
    return source
        .result()
        .filter(each -> each.complete)
        .map(each -> each.root)
        .orElseThrow(() ->
            invalid(
                "cannot copy from stage \""
                    + source.label
                    + "\", it needs to be defined before current stage \""
                    + work.stage().label
                    + "\""));
  }

  private static void checkChecksum(Words words) {
    if (words.checksum.isEmpty()) {
      return;
    }
    if (words.sources.size() != 1) {
      throw invalid("checksum can't be specified for multiple sources");
    }
    String source = words.sources.getFirst();
    if (!HttpSource.matches(source) && GitReference.parse(source).isEmpty()) {
      throw invalid("checksum requires HTTP(S) or Git sources");
    }
  }

  private static void refuseRemote(String source) {
    if (GitReference.parse(source).isPresent()) {
      throw invalid("source can't be a git ref for COPY").withHint("ADD can do that.");
    }
    if (HttpSource.matches(source)) {
      throw invalid("source can't be a URL for COPY").withHint("ADD can do that.");
    }
  }

  private static DrydockException invalid(String message) {
    return new DrydockException(ErrorKind.INVALID, message);
  }
}
