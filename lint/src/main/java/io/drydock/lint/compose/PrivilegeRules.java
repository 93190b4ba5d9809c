package io.drydock.lint.compose;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.check.StageChecks;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.compose.ComposeRules.Advice;
import io.drydock.lint.compose.ComposeSource.Service;
import io.drydock.lint.guide.SecretRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of the host, and of its secrets, a service gets. */
final class PrivilegeRules {
  private static final List<String> POWERFUL =
      List.of(
          "ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "NET_ADMIN", "DAC_READ_SEARCH", "BPF");
  private static final List<String> HOST_PATHS =
      List.of(
          "/",
          "/etc",
          "/root",
          "/proc",
          "/sys",
          "/boot",
          "/dev",
          "/var",
          "/usr",
          "/home",
          "/var/lib/docker");

  private PrivilegeRules() {}

  static void addTo(ComposeRules rules) {
    rules
        .add(
            "DC005",
            Severity.ERROR,
            new Advice(
                "The service is privileged",
                "It may do everything that root on the host may: load modules, mount disks, read all memory.",
                "Leave privileged out; add the one capability or device that is needed with cap_add or devices."),
            PrivilegeRules::privileged)
        .add(
            "DC006",
            Severity.ERROR,
            new Advice(
                "The engine's socket is mounted",
                "Who can speak to it can start a privileged container, and so is root on the host.",
                "Give the service a proxy that allows only the requests it needs, or none."),
            PrivilegeRules::socket)
        .add(
            "DC007",
            Severity.WARNING,
            new Advice(
                "A secret stands in the file",
                "It is in version control, in inspect's output and in the environment of every child process.",
                "Use secrets: with a file, or ${NAME} from a .env file that is not committed."),
            PrivilegeRules::secrets)
        .add(
            "DC012",
            Severity.WARNING,
            new Advice(
                "The service gets powerful capabilities",
                "Each of them is a way out of the container.",
                "cap_drop: [ALL], and add back only what is needed."),
            PrivilegeRules::capabilities)
        .add(
            "DC013",
            Severity.WARNING,
            new Advice(
                "A directory of the host's system is mounted",
                "The service can change the host's own files.",
                "Mount the one file that is needed, read-only."),
            PrivilegeRules::hostPaths)
        .add(
            "DC014",
            Severity.WARNING,
            new Advice(
                "The service shares a namespace of the host",
                "It sees and may signal the host's processes, or read their shared memory.",
                "Leave pid, ipc and userns_mode out."),
            PrivilegeRules::namespaces);
  }

  private static void privileged(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      if (each.body().isTrue("privileged")) {
        each.body()
            .key("privileged")
            .ifPresent(
                place -> report.at(place, "privileged: true makes the service root on the host"));
      }
    }
  }

  /** A path of the host that is mounted. */
  private record HostPath(String path, boolean readOnly, SourceLocation location) {}

  private static List<HostPath> hostPaths(Service service) {
    var paths = new ArrayList<HostPath>();
    for (YamlNode each : service.body().list("volumes")) {
      if (each instanceof YamlMapping mapping) {
        var map = new YamlMap(mapping);
        map.text("source")
            .ifPresent(text ->
                paths.add(new HostPath(text.value(), map.isTrue("read_only"), text.location())));
      } else {
        String[] parts = each.text().orElse("").split(":", -1);
        boolean readOnly = parts.length > 2 && List.of(parts[2].split(",")).contains("ro");
        paths.add(new HostPath(parts[0], readOnly, each.location()));
      }
    }
    return paths;
  }

  private static void socket(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (HostPath each : hostPaths(service)) {
        if (each.path().endsWith("docker.sock")
            || each.path().endsWith("containerd.sock")
            || each.path().endsWith("podman.sock")) {
          report.at(each.location(), "\"" + each.path() + "\" gives the service the whole host");
        }
      }
    }
  }

  private static void hostPaths(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (HostPath each : hostPaths(service)) {
        String path =
            each.path().length() > 1 && each.path().endsWith("/")
                ? each.path().substring(0, each.path().length() - 1)
                : each.path();
        if (HOST_PATHS.contains(path) && !each.readOnly()) {
          report.at(each.location(), "\"" + path + "\" of the host can be written to");
        }
      }
    }
  }

  private static void secrets(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (YamlMap.Variable each : service.body().variables("environment")) {
        String value = each.value();
        boolean written =
            !value.isEmpty() && !value.startsWith("$") && !value.startsWith("/run/secrets");
        if (written && (StageChecks.isSecret(each.name()) || SecretRules.isCredential(value))) {
          report.at(
              each.location(),
              each.name() + " is written out; take it from a secret or ${" + each.name() + "}");
        }
      }
    }
  }

  private static void capabilities(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (YamlMap.Text each : service.body().texts("cap_add")) {
        String name = each.value().toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
        if (POWERFUL.contains(name)) {
          report.at(each.location(), name + " is a way out of the container");
        }
      }
    }
  }

  private static void namespaces(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (String key : List.of("pid", "ipc", "userns_mode", "uts")) {
        service
            .body()
            .text(key)
            .filter(each -> each.value().equals("host"))
            .ifPresent(each -> report.at(each.location(), key + ": host shares the host's own"));
      }
    }
  }
}
