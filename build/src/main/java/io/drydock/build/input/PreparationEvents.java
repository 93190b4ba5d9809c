package io.drydock.build.input;

import io.drydock.build.BuildEvent;
import io.drydock.build.BuildListener;
import io.drydock.build.Vertex;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.oci.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reports what happens before the plan is carried out, as steps of their own. */
public final class PreparationEvents {
  private final BuildListener listener;
  private final Clock clock = Clock.systemUTC();

  public PreparationEvents(BuildListener listener) {
    this.listener = listener;
  }

  /** Does the work as a step of that name; what it says becomes the step's log. */
  public <T> T step(String name, Function<Consumer<String>, T> work) {
    Vertex vertex = vertex(name);
    emit(new BuildEvent.Started(vertex, clock.instant()));
    try {
      T result = work.apply(line -> log(vertex, line));
      emit(new BuildEvent.Finished(vertex, clock.instant()));
      return result;
    } catch (RuntimeException e) {
      emit(new BuildEvent.Failed(vertex, clock.instant(), String.valueOf(e.getMessage()), false));
      throw e;
    }
  }

  private static Vertex vertex(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    return new Vertex(Digest.of(key), name, List.of(), Optional.empty());
  }

  /**
   * The name of the step that reads the Dockerfile.
   *
   * @param file its path, as the user gave it
   */
  public static String definition(String file) {
    boolean isStdin = file.equals(BuildInput.STDIN) || file.equals(BuildInput.STDIN_NAME);
    return "[internal] load build definition from "
        + (isStdin ? BuildInput.DEFAULT_NAME : file.substring(file.lastIndexOf('/') + 1));
  }

  /** Reports what the build checks found in a Dockerfile, at the step that read it. */
  public void warn(List<BuildWarning> warnings) {
    if (!warnings.isEmpty()) {
      Vertex vertex = vertex(definition(warnings.getFirst().location().file()));
      emit(new BuildEvent.Warned(vertex, clock.instant(), warnings));
    }
  }

  private void log(Vertex vertex, String line) {
    ByteBuffer data = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    emit(new BuildEvent.Log(vertex, clock.instant(), BuildEvent.Stream.STDERR, data));
  }

  private synchronized void emit(BuildEvent event) {
    listener.on(event);
  }
}
