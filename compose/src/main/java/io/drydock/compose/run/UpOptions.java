package io.drydock.compose.run;

import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.plan.VolumeChoice;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How a project is brought up.
 *
 * @param timeoutSeconds from the stop signal to the kill of containers that are replaced
 * @param volumes whether volumes that changed are made anew
 * @param parallel most operations at once; 0 for no limit
 */
public record UpOptions(
    UpRequest request,
    ImagePolicy images,
    OptionalInt timeoutSeconds,
    VolumeChoice volumes,
    int parallel) {
  public static final UpOptions DEFAULT = of(UpRequest.ALL);

  public static UpOptions of(UpRequest request) {
    return new UpOptions(request, ImagePolicy.DEFAULT, OptionalInt.empty(), VolumeChoice.KEEP, 0);
  }

  public UpOptions with(ImagePolicy changed) {
    return new UpOptions(request, changed, timeoutSeconds, volumes, parallel);
  }

  public UpOptions withTimeout(OptionalInt seconds) {
    return new UpOptions(request, images, seconds, volumes, parallel);
  }

  public UpOptions with(VolumeChoice changed) {
    return new UpOptions(request, images, timeoutSeconds, changed, parallel);
  }

  public UpOptions withParallel(int limit) {
    return new UpOptions(request, images, timeoutSeconds, volumes, limit);
  }

  public UpOptions withoutStart() {
    return new UpOptions(request.withoutStart(), images, timeoutSeconds, volumes, parallel);
  }

  public UpOptions withScale(Map<String, Integer> numbers) {
    return new UpOptions(request.withScale(numbers), images, timeoutSeconds, volumes, parallel);
  }
}
