package io.drydock.cli.system;

import com.google.gson.JsonObject;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.Listing;
import io.drydock.client.Query;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows what takes how much of an engine's disk. */
final class RemoteDiskUsage extends EngineCommand {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Type", "TYPE",
          "TotalCount", "TOTAL",
          "Active", "ACTIVE",
          "Size", "SIZE",
          "Reclaimable", "RECLAIMABLE");

  private final Spec spec;

  RemoteDiskUsage(Spec spec) {
    this.spec = spec;
  }

  @Override
  public Spec spec() {
    return spec;
  }

  @Override
  protected int run(Call call) {
    boolean verbose = call.arguments().on("verbose");
    if (verbose && call.arguments().given("format")) {
      throw new DrydockException(ErrorKind.INVALID, "the verbose and the format options conflict");
    }
    JsonObject usage = call.engine().get("/system/df", new Query()).object();
    if (!verbose) {
      var listing =
          new Listing(
              HEADERS, "{{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}");
      call.out()
          .print(listing.print(call.arguments().value("format", ""), DiskUsageRows.summary(usage)));
      return 0;
    }
    call.out().println("Images space usage:\n");
    table(
        call,
        "REPOSITORY,TAG,IMAGE ID,CREATED,SIZE,SHARED SIZE,CONTAINERS",
        DiskUsageRows.images(usage));
    call.out().println("\nContainers space usage:\n");
    table(
        call,
        "CONTAINER ID,IMAGE,COMMAND,LOCAL VOLUMES,SIZE,CREATED,STATUS,NAMES",
        DiskUsageRows.containers(usage));
    call.out().println("\nLocal Volumes space usage:\n");
    table(call, "VOLUME NAME,LINKS,SIZE", DiskUsageRows.volumes(usage));
    call.out().println("\nBuild cache usage: " + DiskUsageRows.cacheSize(usage) + "\n");
    table(call, "CACHE ID,CACHE TYPE,SIZE,USAGE,SHARED", DiskUsageRows.cache(usage));
    return 0;
  }

  /** A table whose fields are called as its columns. */
  private static void table(Call call, String columns, List<JsonObject> rows) {
    var headers = new LinkedHashMap<String, String>();
    var template = new StringBuilder();
    for (String each : columns.split(",")) {
      headers.put(each, each);
      template.append(template.isEmpty() ? "" : "\t").append("{{index . \"" + each + "\"}}");
    }
    call.out().print(new Listing(headers, template.toString()).print("", rows));
  }
}
