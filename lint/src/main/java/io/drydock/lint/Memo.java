package io.drydock.lint;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was made of the file that was judged last, so that the rules of a family share it.
 *
 * @param <S> the kind of file, told apart by identity
 * @param <T> what is made of it
 */
public final class Memo<S, T> {
  private final Function<S, T> maker;
  private volatile @Nullable Entry<S, T> last;

  public Memo(Function<S, T> maker) {
    this.maker = maker;
  }

  private record Entry<S, T>(S source, T made) {}

  /** What is made of the file. */
  @SuppressWarnings("ReferenceEquality") // the same file, not another that says the same
  public T of(S source) {
    @Nullable Entry<S, T> entry = last;
    if (entry == null || entry.source() != source) {
      entry = new Entry<>(source, maker.apply(source));
      last = entry;
    }
    return entry.made();
  }
}
