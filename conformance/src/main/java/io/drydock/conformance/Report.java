package io.drydock.conformance;

import io.drydock.core.DrydockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What became of the cases of one suite. */
public final class Report {
  private final List<String> failures = new ArrayList<>();
  private final List<String> exceptions = new ArrayList<>();
  private final Map<String, Integer> exceptionsByRule = new TreeMap<>();
  private int passed;
  private int unsupported;

  public void pass(String id) {
    Objects.requireNonNull(id);
    passed++;
  }

  public void fail(String id, String why) {
    failures.add(id + "\t" + oneLine(why));
  }

  /** A case that this release does not claim to handle; it counts as not passed. */
  public void unsupported(String id, String why) {
    unsupported++;
    failures.add(id + "\tunsupported: " + oneLine(why));
  }

  /** A case in which we differ by a rule that is argued for; it counts neither way. */
  private void except(String id, KnownDifferences.Rule rule, String why) {
    exceptionsByRule.merge(rule.name(), 1, Integer::sum);
    exceptions.add(id + "\texcepted, " + rule.name() + " (" + rule.reason() + "): " + oneLine(why));
  }

  /**
   * As {@link #check(String, Check)}, but a difference that a rule explains is set apart.
   *
   * @param explain finds the rule, given the message of how we differ
   */
  void check(String id, Check check, Explanation explain) {
    var single = new Report();
    single.check(id, check);
    if (single.failures.isEmpty()) {
      pass(id);
      return;
    }
    String failure = single.failures.getFirst();
    String why = failure.substring(failure.indexOf('\t') + 1);
    Optional<KnownDifferences.Rule> rule = explain.of(why);
    if (rule.isPresent()) {
      except(id, rule.get(), why);
    } else {
      failures.add(failure);
    }
  }

  /** Finds the rule that explains a difference. */
  @FunctionalInterface
  interface Explanation {
    Optional<KnownDifferences.Rule> of(String why);
  }

  /** How many cases are set apart, by the name of the rule. */
  Map<String, Integer> exceptionsByRule() {
    return exceptionsByRule;
  }

  /** The cases that are set apart, each as id, tab, rule and difference. */
  List<String> exceptions() {
    return List.copyOf(exceptions);
  }

  /**
   * Runs one case: it passes when the check returns, and fails when it throws a {@link Mismatch} or
   * any other exception.
   */
  public void check(String id, Check check) {
    try {
      check.run();
      pass(id);
    } catch (Mismatch | DrydockException e) {
      fail(id, String.valueOf(e.getMessage()));
    } catch (Exception | StackOverflowError e) {
      fail(id, e.toString());
    }
  }

  public int passed() {
    return passed;
  }

  public int unsupported() {
    return unsupported;
  }

  public int total() {
    return passed + failures.size();
  }

  /** Failing and unsupported cases, each as id, tab, reason. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).replace("\n", "\\n").replace("\r", "\\r");
  }

  /** The body of one case. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  /** Ours differs from what is recorded. */
  public static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    Mismatch(String message) {
      super(message);
    }
  }

  /** Throws a {@link Mismatch} unless the two are equal. */
  public static void same(String what, @Nullable Object expected, @Nullable Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new Mismatch(what + ": recorded <" + expected + ">, ours <" + actual + ">");
    }
  }

  /** Throws a {@link Mismatch} unless the action is refused with a {@link DrydockException}. */
  public static DrydockException refused(String recorded, Check action) throws Exception {
    try {
      action.run();
    } catch (DrydockException e) {
      return e;
    }
    throw new Mismatch("accepted, recorded as refused: " + recorded);
  }
}
