package io.drydock.api;

import io.drydock.api.http.HttpLimits;
import io.drydock.api.http.Listener;
import java.util.List;

/**
 * How the API is served.
 *
 * @param listeners where; at least one
 */
public record ApiOptions(List<Listener> listeners, HttpLimits limits) {
  public ApiOptions {
    listeners = List.copyOf(listeners);
  }

  public static ApiOptions on(Listener... listeners) {
    return new ApiOptions(List.of(listeners), HttpLimits.DEFAULT);
  }
}
