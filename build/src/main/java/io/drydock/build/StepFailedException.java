package io.drydock.build;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command of a build step ended with another exit code than 0. */
public final class StepFailedException extends DrydockException {
  private static final long serialVersionUID = 1;

  private final String step;
  private final int exitCode;
  private final List<String> lastLines;

  public StepFailedException(
      String step,
      String message,
      int exitCode,
      Optional<SourceLocation> location,
      List<String> lastLines) {
    super(ErrorKind.STEP_FAILED, message, location.orElse(null), null, null);
    this.step = step;
    this.exitCode = exitCode;
    this.lastLines = List.copyOf(lastLines);
  }

  /** The same failure under a message that says more. */
  public StepFailedException withMessage(String message) {
    return new StepFailedException(step, message, exitCode, location(), lastLines);
  }

  /** The step's title, as the progress shows it. */
  public String step() {
    return step;
  }

  public int exitCode() {
    return exitCode;
  }

  /** The end of what the command printed, without line ends. */
  public List<String> lastLines() {
    return lastLines;
  }

  @Override
  protected DrydockException copy(@Nullable SourceLocation place, @Nullable String advice) {
    return new StepFailedException(
        step, getMessage(), exitCode, Optional.ofNullable(place), lastLines);
  }
}
