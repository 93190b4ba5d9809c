package io.drydock.cli.sources;

import io.drydock.build.plan.ImageResolver;
import io.drydock.build.plan.LayoutReference;
import io.drydock.build.plan.Operation;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks another resolver once for an image that several targets begin with. Not thread-safe. */
public final class RememberingResolver implements ImageResolver {
  private final ImageResolver asked;
  private final Map<Wanted, Resolved> known = new HashMap<>();

  public RememberingResolver(ImageResolver asked) {
    this.asked = asked;
  }

  @Override
  public Resolved resolve(ImageReference reference, Platform platform) {
    var wanted = new Wanted(reference, platform, Optional.empty());
    Resolved resolved = known.get(wanted);
    if (resolved == null) {
      resolved = asked.resolve(reference, platform);
      known.put(wanted, resolved);
    }
    return resolved;
  }

  @Override
  public Resolved resolve(LayoutReference layout, Platform platform) {
    return asked.resolve(layout, platform);
  }

  @Override
  public Optional<Instant> made(Operation source) {
    return asked.made(source);
  }
}
