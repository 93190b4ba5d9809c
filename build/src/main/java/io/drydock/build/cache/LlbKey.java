package io.drydock.build.cache;

import io.drydock.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What BuildKit knows a result by: the digest of an operation, and for each of its inputs the keys
 * by which that may be known. Compared by identity.
 */
final class LlbKey {
  private final List<Digest> digests;
  private final List<List<LlbKey>> inputs;

  /**
   * @param digests one for each way in which versions of BuildKit have written the operation
   * @param inputs each with at least one key
   */
  LlbKey(List<Digest> digests, List<List<LlbKey>> inputs) {
    this.digests = List.copyOf(digests);
    this.inputs = List.copyOf(inputs);
  }

  /** The key of a source or of some content, which has no inputs. */
  static LlbKey root(Digest digest) {
    return new LlbKey(List.of(digest), List.of());
  }

  /** The digest of an operation's first output. */
  static Digest output(Digest operation) {
    return of(operation + "@0");
  }

  /** The digest of what files hold, which is no output of an operation. */
  static Digest content(Digest content) {
    return of(content + "@-1");
  }

  static Digest of(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  List<Digest> digests() {
    return digests;
  }

  List<List<LlbKey>> inputs() {
    return inputs;
  }
}
