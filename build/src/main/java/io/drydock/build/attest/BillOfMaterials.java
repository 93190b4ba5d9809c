package io.drydock.build.attest;

import com.google.gson.JsonObject;
import io.drydock.build.AttestationOptions;
import io.drydock.build.packages.Catalogue;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Result;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which packages are in results: documents of SPDX 2.3. */
public final class BillOfMaterials {
  private static final String CONTEXT = "context";

  private final AttestationOptions.Sbom options;
  private final Results results;
  private final LayerAccess access;
  private final Instant time;

  /**
   * @param time when the documents say they were made
   */
  BillOfMaterials(
      AttestationOptions.Sbom options, Results results, LayerAccess access, Instant time) {
    this.options = options;
    this.results = results;
    this.access = access;
    this.time = time;
  }

  /** The document about the result, and after it those about what it was made with. */
  List<JsonObject> of(Plan.Target target, Result.Rootfs rootfs) {
    try {
      var documents = new ArrayList<JsonObject>();
      documents.add(document("sbom", "CONTAINER", access.view(rootfs)));
      StepGraph graph = new StepGraph(results, target);
      if (options.scanContext()) {
        for (Node each : graph.nodes()) {
          boolean main =
              each.operation() instanceof Operation.Context context
                  && context.name().equals(CONTEXT);
          if (main && results.of(each) instanceof Result.Files files) {
            documents.add(document("sbom-context", "SOURCE", files.tree()));
          }
        }
      }
      for (Map.Entry<String, Node> each : stages(graph, target).entrySet()) {
        if (results.of(each.getValue()) instanceof Result.Rootfs stage) {
          documents.add(document("sbom-" + each.getKey(), "CONTAINER", access.view(stage)));
        }
      }
      return documents;
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.EXHAUSTED, "cannot look for packages: " + e.getMessage(), e);
    }
  }

  private JsonObject document(String name, String purpose, FileTree tree) throws IOException {
    return SpdxDocument.of(name, purpose, Catalogue.of(tree), time);
  }

  /** The last step of each stage that is to be looked into and is not the result itself. */
  private Map<String, Node> stages(StepGraph graph, Plan.Target target) {
    var last = new LinkedHashMap<String, Node>();
    if (options.scanStages().isEmpty()) {
      return last;
    }
    for (Node each : graph.nodes()) {
      String stage = stage(each.title());
      if (!stage.isEmpty() && options.scansStage(stage)) {
        last.put(stage, each);
      }
    }
    last.values().removeIf(each -> each == target.root());
    return last;
  }

  /** The stage's name in a title like {@code [build 2/5] RUN make}. */
  private static String stage(String title) {
    int blank = title.indexOf(' ');
    boolean numbered = title.startsWith("[") && blank > 0 && title.indexOf('/') > blank;
    return numbered && title.indexOf(']') > title.indexOf('/') ? title.substring(1, blank) : "";
  }
}
