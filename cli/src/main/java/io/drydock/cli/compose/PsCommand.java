package io.drydock.cli.compose;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.container.ContainerRow;
import io.drydock.cli.engine.Filters;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.output.FormatHelp;
import io.drydock.cli.output.Listing;
import io.drydock.composefile.model.Project;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists the containers of a project. */
final class PsCommand extends ComposeCommand {
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry("ID", "CONTAINER ID"),
          Map.entry("Name", "NAME"),
          Map.entry("Names", "NAMES"),
          Map.entry("Project", "PROJECT"),
          Map.entry("Service", "SERVICE"),
          Map.entry("Image", "IMAGE"),
          Map.entry("Command", "COMMAND"),
          Map.entry("CreatedAt", "CREATED AT"),
          Map.entry("RunningFor", "CREATED"),
          Map.entry("Ports", "PORTS"),
          Map.entry("State", "STATE"),
          Map.entry("Status", "STATUS"),
          Map.entry("Health", "HEALTH"),
          Map.entry("ExitCode", "EXIT CODE"),
          Map.entry("Size", "SIZE"),
          Map.entry("Labels", "LABELS"),
          Map.entry("Mounts", "MOUNTS"),
          Map.entry("LocalVolumes", "LOCAL VOLUMES"),
          Map.entry("Networks", "NETWORKS"));
  private static final String COLUMNS =
      "{{.Name}}\t{{.Image}}\t{{.Command}}\t{{.Service}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}";

  @Override
  public Spec spec() {
    return Spec.of("compose ps [OPTIONS] [SERVICE...]", "List containers")
        .flag(
            "all",
            'a',
            Kind.BOOL,
            "Show all stopped containers (including those created by the run command)")
        .flag(
            "filter",
            Kind.FILTER,
            "Filter services by a property (supported filters: status, source)")
        .flag("format", Kind.STRING, FormatHelp.LIST)
        .flag("no-trunc", Kind.BOOL, "Don't truncate output")
        .flag(
            "orphans",
            Kind.BOOL,
            "Include orphaned services (not declared by project) (default true)")
        .flag("quiet", 'q', Kind.BOOL, "Only display IDs")
        .flag("services", Kind.BOOL, "Display services")
        .flag(
            "status",
            Kind.STRING_ARRAY,
            "Filter services by status. Values: [paused | restarting | removing | running | dead |"
                + " created | exited]")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Arguments arguments = call.arguments();
    Set<String> states = states(arguments);
    boolean all = arguments.on("all") || !states.isEmpty();
    var containers =
        new ArrayList<>(
            call.containers(
                all ? Containers.EVERYTHING : Containers.RUNNING_AND_ONE_OFF,
                arguments.positional()));
    containers.removeIf(each -> !states.isEmpty() && !states.contains(each.state()));
    if (arguments.given("orphans") && !arguments.on("orphans")) {
      Optional<Project> project = call.wholeScope().project();
      containers.removeIf(
          each -> project.isPresent() && project.get().service(each.service()).isEmpty());
    }
    containers.sort(Comparator.comparing(ServiceContainer::name));
    if (arguments.on("quiet")) {
      containers.forEach(each -> call.out().println(each.id()));
    } else if (arguments.on("services")) {
      var services = new TreeSet<String>();
      containers.forEach(each -> services.add(each.service()));
      services.forEach(call.out()::println);
    } else {
      call.out().print(table(arguments, containers));
    }
    return 0;
  }

  private String table(Arguments arguments, List<ServiceContainer> containers) {
    boolean whole = arguments.on("no-trunc");
    Instant now = Instant.now();
    var rows = new ArrayList<JsonObject>();
    containers.forEach(each -> rows.add(row(each, whole, now)));
    return new Listing(HEADERS, COLUMNS).print(arguments.value("format", ""), rows);
  }

  private static JsonObject row(ServiceContainer container, boolean whole, Instant now) {
    JsonObject row = ContainerRow.of(container.summary(), whole, now);
    String status = Json.string(container.summary(), "Status").orElse("");
    row.addProperty("Name", container.name());
    row.addProperty("Project", container.label(ServiceContainer.PROJECT));
    row.addProperty("Service", container.service());
    row.addProperty("Health", health(status));
    row.addProperty("ExitCode", exitCode(status));
    row.add("Publishers", publishers(container.summary()));
    return row;
  }

  /** {@code starting}, {@code healthy}, {@code unhealthy} or nothing. */
  private static String health(String status) {
    if (status.contains("(health: starting)")) {
      return "starting";
    }
    return status.contains("(healthy)")
        ? "healthy"
        : status.contains("(unhealthy)") ? "unhealthy" : "";
  }

  /** The code in {@code Exited (3) 2 seconds ago}; 0 for what has not ended. */
  private static int exitCode(String status) {
    int open = status.indexOf('(');
    int close = status.indexOf(')', open);
    if (!status.startsWith("Exited") || open < 0 || close < 0) {
      return 0;
    }
    try {
      return Integer.parseInt(status.substring(open + 1, close));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static JsonElement publishers(JsonObject summary) {
    var list = new JsonArray();
    List<JsonObject> ports = new ArrayList<>(Json.children(summary, "Ports"));
    ports.sort(Comparator.comparingLong(each -> Json.number(each, "PrivatePort").orElse(0L)));
    for (JsonObject each : ports) {
      var publisher = new JsonObject();
      publisher.addProperty("URL", Json.string(each, "IP").orElse(""));
      publisher.addProperty("TargetPort", Json.number(each, "PrivatePort").orElse(0L));
      publisher.addProperty("PublishedPort", Json.number(each, "PublicPort").orElse(0L));
      publisher.addProperty("Protocol", Json.string(each, "Type").orElse("tcp"));
      list.add(publisher);
    }
    return list.isEmpty() ? JsonNull.INSTANCE : list;
  }

  private Set<String> states(Arguments arguments) {
    var states = new HashSet<>(arguments.all("status"));
    var filters = Filters.of(spec(), arguments.all("filter"));
    states.addAll(filters.of("status"));
    for (String given : arguments.all("filter")) {
      if (!given.startsWith("status=") && !given.startsWith("source=")) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "unknown filter " + given.substring(0, given.indexOf('=')) + ": give status or source");
      }
    }
    return states;
  }
}
