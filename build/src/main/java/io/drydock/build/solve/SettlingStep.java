package io.drydock.build.solve;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A step that reads files of the host, which somebody may be writing. When one changes under it, it
 * begins anew with all files as they are then, a few times.
 */
final class SettlingStep implements Step {
  private static final int ATTEMPTS = 4;
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final Environment environment;
  private final Supplier<Step> maker;
  private Step step;

  /**
   * @param maker gives the step, with nothing known of any file
   */
  SettlingStep(Environment environment, Supplier<Step> maker) {
    this.environment = environment;
    this.maker = maker;
    this.step = maker.get();
  }

  /** What may have to be done again. */
  private interface Work<T> {
    T of(Step step) throws IOException, InterruptedException;
  }

  @Override
  public boolean looksUpFast() {
    return step.looksUpFast();
  }

  @Override
  public Optional<Result> lookUp() throws IOException {
    try {
      return settled(Step::lookUp);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(e);
    }
  }

  @Override
  public String claim() throws IOException {
    return step.claim();
  }

  @Override
  public List<StepKey> keys() {
    return step.keys();
  }

  @Override
  public Map<String, String> files() throws IOException {
    return step.files();
  }

  @Override
  public Outcome carryOut() throws IOException, InterruptedException {
    return settled(Step::carryOut);
  }

  private <T> T settled(Work<T> work) throws IOException, InterruptedException {
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      try {
        return work.of(step);
      } catch (DrydockException e) {
        if (e.kind() != ErrorKind.CONFLICT) {
          throw e;
        }
        Thread.sleep(PAUSE.multipliedBy(attempt));
        environment.lookAgain();
        step = maker.get();
      }
    }
    return work.of(step);
  }
}
