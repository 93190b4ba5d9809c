package io.drydock.cli.compose;

import com.google.gson.JsonObject;
import io.drydock.cli.frame.Spec;
import io.drydock.client.EngineClient;
import io.drydock.client.Query;
import io.drydock.compose.plan.Plan;
import io.drydock.compose.plan.UpRequest;
import io.drydock.compose.run.ProjectListener;
import io.drydock.compose.run.Projects;
import io.drydock.compose.run.Scope;
import io.drydock.compose.run.UpOptions;
import io.drydock.compose.state.ContainerState;
import io.drydock.compose.state.ContainerStatus;
import io.drydock.compose.state.Health;
import io.drydock.composefile.model.Dependency;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.core.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells why a service is not started, not healthy, or would be made anew. */
final class WhyCommand extends ComposeCommand {
  private static final int PROBE_LINES = 3;

  @Override
  public Spec spec() {
    return Spec.of(
            "compose why SERVICE...",
            "Tell why a service is not started, not healthy, or would be recreated")
        .arguments(1, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) {
    Project project = call.project(call.services());
    var projects = new Projects(call.engine(), ProjectListener.SILENT);
    List<ContainerState> all = projects.containers(Scope.of(project));
    Plan plan = projects.plan(project, UpOptions.of(UpRequest.ALL.withServices(call.services())));
    for (String name : call.services()) {
      Service service = project.services().get(name);
      if (service != null) {
        call.out().println(name + ":");
        lines(call, service, all, plan).forEach(each -> call.out().println("  " + each));
      }
    }
    return 0;
  }

  private static List<String> lines(
      ComposeCall call, Service service, List<ContainerState> all, Plan plan) {
    var lines = new ArrayList<String>();
    List<ContainerState> own = of(service.name(), all);
    if (own.isEmpty()) {
      lines.add("has no container yet");
    }
    for (ContainerState each : own) {
      lines.add(each.name() + " is " + each.statusText().toLowerCase(Locale.ROOT));
      lines.addAll(detail(call, each));
    }
    service
        .life()
        .dependsOn()
        .forEach((name, each) -> {
          if (!isMet(each, of(name, all))) {
            lines.add(
                "waits for " + name + " to be " + words(each) + ": it is " + state(of(name, all)));
          }
        });
    for (Plan.Step each : plan.steps()) {
      if (concerns(each, service, own)) {
        lines.add(
            "up would "
                + each.operation().verb()
                + " "
                + each.operation().subject()
                + ": "
                + each.reason());
      }
    }
    if (plan.steps().stream().noneMatch(each -> concerns(each, service, own))) {
      lines.add("up would leave it as it is");
    }
    return lines;
  }

  private static boolean concerns(Plan.Step step, Service service, List<ContainerState> own) {
    String subject = step.operation().subject();
    return subject.equals("Service " + service.name())
        || own.stream().anyMatch(each -> subject.equals("Container " + each.name()))
        || subject.contains("-" + service.name() + "-")
        || service.life().containerName().filter(each -> subject.endsWith(" " + each)).isPresent();
  }

  private static List<ContainerState> of(String service, List<ContainerState> all) {
    return all.stream().filter(each -> each.service().equals(service)).toList();
  }

  private static boolean isMet(Dependency dependency, List<ContainerState> containers) {
    if (containers.isEmpty()) {
      return false;
    }
    return switch (dependency.condition()) {
      case STARTED -> containers.stream().allMatch(each -> each.status().isUp());
      case HEALTHY -> containers.stream().allMatch(each -> each.health() == Health.HEALTHY);
      case COMPLETED_SUCCESSFULLY ->
          containers.stream()
              .allMatch(each -> each.status() == ContainerStatus.EXITED && each.exitCode() == 0);
    };
  }

  private static String words(Dependency dependency) {
    return switch (dependency.condition()) {
      case STARTED -> "started";
      case HEALTHY -> "healthy";
      case COMPLETED_SUCCESSFULLY -> "completed";
    };
  }

  private static String state(List<ContainerState> containers) {
    return containers.isEmpty()
        ? "not created"
        : containers.getFirst().statusText().toLowerCase(Locale.ROOT);
  }

  /** The last probes of what is not healthy, and the error of what did not start. */
  private static List<String> detail(ComposeCall call, ContainerState container) {
    JsonObject state =
        Json.child(
                call.engine()
                    .get("/containers/" + EngineClient.part(container.id()) + "/json", new Query())
                    .object(),
                "State")
            .orElseGet(JsonObject::new);
    var lines = new ArrayList<String>();
    Json.string(state, "Error")
        .filter(each -> !each.isEmpty())
        .ifPresent(each -> lines.add("  error: " + each));
    if (Json.flag(state, "OOMKilled")) {
      lines.add("  it was killed for want of memory");
    }
    boolean sick = container.health() == Health.UNHEALTHY || container.health() == Health.STARTING;
    if (sick) {
      List<JsonObject> probes =
          Json.child(state, "Health").map(each -> Json.children(each, "Log")).orElse(List.of());
      for (JsonObject each :
          probes.subList(Math.max(0, probes.size() - PROBE_LINES), probes.size())) {
        lines.add("  probe: " + probe(each));
      }
    }
    return lines;
  }

  private static String probe(JsonObject probe) {
    Map<Long, String> codes = Map.of(-1L, "timed out");
    long code = Json.number(probe, "ExitCode").orElse(0L);
    String output = Json.string(probe, "Output").orElse("").strip().replace("\n", " ");
    return codes.getOrDefault(code, "exit code " + code) + (output.isEmpty() ? "" : ": " + output);
  }
}
