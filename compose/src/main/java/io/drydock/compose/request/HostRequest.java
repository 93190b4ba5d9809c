package io.drydock.compose.request;

import io.drydock.composefile.model.Deploy;
import io.drydock.composefile.model.Project;
import io.drydock.composefile.model.Service;
import io.drydock.composefile.model.ServiceIsolation;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.LogConfig;
import io.drydock.container.HostConfig.Namespaces;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.HostConfig.SecurityOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a service's containers run on their host, as the Engine API is asked for it. */
final class HostRequest {
  private final Project project;
  private final Service service;
  private final Surroundings surroundings;

  HostRequest(Project project, Service service, Surroundings surroundings) {
    this.project = project;
    this.service = service;
    this.surroundings = surroundings;
  }

  HostConfig host(NetworkingRequest networking) {
    return new HostConfig(
        new StorageRequest(project, service, surroundings).storage(),
        networking.networking(),
        namespaces(),
        security(),
        ResourceRequest.resources(service),
        logConfig(),
        restartPolicy(),
        false,
        service.process().init(),
        service.isolation().runtime().orElse(""),
        service.process().annotations(),
        HostConfig.DEFAULT.consoleSize(),
        "");
  }

  private Namespaces namespaces() {
    ServiceIsolation isolation = service.isolation();
    return new Namespaces(
        isolation.cgroup().orElse(""),
        References.namespace(service, "ipc", isolation.ipc(), surroundings),
        References.namespace(service, "pid", isolation.pid(), surroundings),
        isolation.usernsMode().orElse(""),
        isolation.uts().orElse(""));
  }

  private SecurityOptions security() {
    ServiceIsolation isolation = service.isolation();
    var options = new ArrayList<String>();
    boolean unconfined = false;
    for (String each : isolation.securityOptions()) {
      if (each.equals("systempaths=unconfined") || each.equals("systempaths:unconfined")) {
        unconfined = true;
      } else {
        options.add(securityOption(each));
      }
    }
    Optional<List<String>> paths = unconfined ? Optional.of(List.of()) : Optional.empty();
    return new SecurityOptions(
        isolation.capAdd(),
        isolation.capDrop(),
        service.process().groupAdd(),
        isolation.privileged(),
        options,
        isolation.sysctls(),
        paths,
        paths);
  }

  /** A seccomp profile is sent by its content, since the engine does not see our files. */
  private String securityOption(String option) {
    int separator = option.indexOf('=') < 0 ? option.indexOf(':') : option.indexOf('=');
    if (separator < 0) {
      return option;
    }
    String name = option.substring(0, separator);
    String value = option.substring(separator + 1);
    if (!name.equals("seccomp") || value.equals("unconfined") || value.equals("builtin")) {
      return name + "=" + value;
    }
    Path profile = project.workingDir().resolve(value);
    try {
      return "seccomp=" + Files.readString(profile);
    } catch (IOException e) {
      throw new DrydockException(
              ErrorKind.INVALID, "opening seccomp profile (" + profile + ") failed", e)
          .at(service.location());
    }
  }

  private LogConfig logConfig() {
    return service
        .process()
        .logging()
        .map(each -> new LogConfig(each.driver().orElse(""), each.options()))
        .orElse(LogConfig.DEFAULT);
  }

  private RestartPolicy restartPolicy() {
    Optional<String> restart = service.life().restart();
    if (restart.isPresent()) {
      return policy(restart.get());
    }
    return service
        .deploy()
        .flatMap(Deploy::restartPolicy)
        .map(HostRequest::policy)
        .orElse(RestartPolicy.NO);
  }

  private RestartPolicy policy(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new RestartPolicy(text, 0);
    }
    try {
      return new RestartPolicy(
          text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new DrydockException(
              ErrorKind.INVALID,
              "invalid restart policy \"" + text + "\": the number of retries is no number",
              e)
          .at(service.location());
    }
  }

  private static RestartPolicy policy(Deploy.RestartPolicy policy) {
    String name =
        switch (policy.condition().orElse("any")) {
          case "none" -> "no";
          case "on-failure" -> "on-failure";
          case "unless-stopped" -> "unless-stopped";
          default -> "always";
        };
    int retries = name.equals("on-failure") ? Math.toIntExact(policy.maxAttempts().orElse(0)) : 0;
    return new RestartPolicy(name, retries);
  }
}
