package io.drydock.lint;

/**
 * A rule with the code that finds where a file breaks it.
 *
 * @param <S> the kind of file: {@link DockerfileSource} or a Compose file
 */
public record Check<S>(Rule rule, Inspection<S> inspection) {

  /** Looks through a file and reports each place that breaks the rule; keeps nothing between. */
  @FunctionalInterface
  public interface Inspection<S> {
    void inspect(S source, Report report);
  }
}
