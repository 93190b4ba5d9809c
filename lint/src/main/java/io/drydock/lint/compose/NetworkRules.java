package io.drydock.lint.compose;

import io.drydock.composefile.yaml.YamlMapping;
import io.drydock.composefile.yaml.YamlNode;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.compose.ComposeRules.Advice;
import io.drydock.lint.compose.ComposeSource.Service;
import java.util.List;

/** What of a service others can reach. */
final class NetworkRules {
  private static final List<String> EVERYWHERE = List.of("0.0.0.0", "::", "[::]");

  private NetworkRules() {}

  static void addTo(ComposeRules rules) {
    rules
        .add(
            "DC001",
            Severity.WARNING,
            new Advice(
                "A port is published on all interfaces",
                "Everyone who reaches the machine reaches the service, past most firewalls.",
                "Publish on the loopback address: \"127.0.0.1:8080:80\", and let a proxy face the network."),
            NetworkRules::ports)
        .add(
            "DC009",
            Severity.WARNING,
            new Advice(
                "The service shares the host's network",
                "It can listen on any port and reach everything that the host reaches.",
                "Leave network_mode out and publish the ports that are needed."),
            NetworkRules::hostNetwork);
  }

  private static void ports(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      for (YamlNode each : service.body().list("ports")) {
        String port = each.text().orElse("");
        if (isOpen(port)) {
          report.at(
              each.location(),
              "\""
                  + port
                  + "\" is open on all interfaces; write \"127.0.0.1:"
                  + published(port)
                  + "\"");
        } else if (each instanceof YamlMapping map && isOpen(new YamlMap(map))) {
          report.at(each.location(), "The port is open on all interfaces; add host_ip: 127.0.0.1");
        }
      }
    }
  }

  private static boolean isOpen(String port) {
    String[] parts = port.split(":(?![^\\[]*\\])(?![^{]*\\})", -1);
    return parts.length < 3 ? !port.isEmpty() : EVERYWHERE.contains(parts[0]);
  }

  private static String published(String port) {
    for (String each : EVERYWHERE) {
      if (port.startsWith(each + ":")) {
        return port.substring(each.length() + 1);
      }
    }
    return port.contains(":") ? port : port + ":" + port;
  }

  private static boolean isOpen(YamlMap port) {
    return port.text("host_ip").map(each -> EVERYWHERE.contains(each.value())).orElse(true);
  }

  private static void hostNetwork(ComposeSource source, Report report) {
    for (Service service : source.services()) {
      service
          .body()
          .text("network_mode")
          .filter(each -> each.value().equals("host"))
          .ifPresent(each ->
              report.at(
                  each.location(), "network_mode: host takes the isolation of the network away"));
    }
  }
}
