package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.MemoryTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A source that is simply there. */
final class SourceStep implements Step {
  private final Supplier<Result> source;

  private SourceStep(Supplier<Result> source) {
    this.source = source;
  }

  static Step scratch() {
    return new SourceStep(() -> new Result.Rootfs(List.of()));
  }

  /** A context is told from others by what is taken from it, so it has no identity as a whole. */
  static Step context(Environment environment, Operation.Context context) {
    return new SourceStep(
        () -> new Result.Files(environment.context(context.name()), Optional.empty()));
  }

  static Step inline(Environment environment, Operation.Inline inline) {
    return new SourceStep(() -> file(environment, inline));
  }

  private static Result file(Environment environment, Operation.Inline inline) {
    byte[] content = inline.content().getBytes(StandardCharsets.UTF_8);
    Entry entry = Entry.file(inline.fileName(), inline.mode(), content.length, environment.now());
    var tree = new MemoryTree().add(entry, content);
    return new Result.Files(tree, Optional.empty());
  }

  @Override
  public boolean looksUpFast() {
    return true;
  }

  @Override
  public Optional<Result> lookUp() {
    return Optional.of(source.get());
  }

  @Override
  public String claim() {
    return "source";
  }

  @Override
  public Outcome carryOut() {
    return new Outcome(source.get(), false);
  }
}
