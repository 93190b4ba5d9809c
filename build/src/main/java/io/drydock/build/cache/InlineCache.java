package io.drydock.build.cache;

import com.google.gson.JsonObject;
import io.drydock.build.export.ConfigExtension;
import io.drydock.build.solve.Result;
import io.drydock.build.solve.SolvedStep;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.store.Layers;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/** Puts the records of an image's own steps into its config: {@code --cache-to type=inline}. */
final class InlineCache implements ConfigExtension {
  private final List<SolvedStep> steps;
  private final Layers layers;

  InlineCache(List<SolvedStep> steps, Layers layers) {
    this.steps = steps;
    this.layers = layers;
  }

  @Override
  public byte[] extend(byte[] config, Result.Rootfs rootfs) {
    try {
      var document = new DocumentBuilder();
      var graph = new LlbGraph();
      for (SolvedStep step : CacheExport.min(new CacheExport.Solved(steps, List.of(rootfs)))) {
        int layer = step.rootfs().layers().size() - 1;
        for (String key : step.keys(layers)) {
          document.add(key, layer, step.rootfs().layers().getLast().created());
        }
        document.add(graph.keys(step.view()), layer, step.rootfs().layers().getLast().created());
      }
      JsonObject json = Json.object(config, "image config");
      CacheDocument built = document.build();
      Base64.Encoder encoder = Base64.getEncoder();
      json.addProperty(RemoteCache.INLINE, encoder.encodeToString(built.recordsToBytes()));
      json.addProperty(RemoteCache.OWN_INLINE, encoder.encodeToString(built.stepsToBytes()));
      return Json.bytes(json);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot export the inline cache: " + e.getMessage(), e);
    }
  }
}
