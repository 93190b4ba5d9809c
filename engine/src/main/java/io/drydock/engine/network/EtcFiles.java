package io.drydock.engine.network;

import io.drydock.container.Networking;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.network.address.Subnet;
import io.drydock.linux.network.Sysctl;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of {@code /etc} that tell a container about names. */
final class EtcFiles {
  private static final Path HOSTS_OF_HOST = Path.of("/etc/hosts");
  private static final String HOST_GATEWAY = "host-gateway";
  private static final InetAddress NAME_SERVER = InetAddress.ofLiteral("127.0.0.11");
  private static final String LOOPBACK =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::\tip6-localnet
      ff00::\tip6-mcastprefix
      ff02::1\tip6-allnodes
      ff02::2\tip6-allrouters
      """;

  private final NetworkOptions options;

  EtcFiles(NetworkOptions options) {
    this.options = options;
  }

  /**
   * What the files say that the container alone does not know.
   *
   * @param hostGateways addresses of the host that {@code host-gateway} means
   * @param links lines for containers that it is linked with
   * @param asksEngine whether names are asked of the engine
   */
  record Surroundings(List<String> hostGateways, List<String> links, boolean asksEngine) {}

  /** Writes all three, in place: they are mounted into the container. */
  void write(SandboxState sandbox, Surroundings surroundings) {
    NetworkSandbox.Files files = sandbox.files();
    write(files.hostname(), sandbox.identity().hostname() + "\n");
    write(files.hosts(), hosts(sandbox, surroundings));
    write(files.resolvConf(), resolvConf(sandbox, surroundings.asksEngine()));
  }

  private static void write(Path file, String text) {
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
      }
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.INTERNAL, "cannot write \"" + file + "\": " + e.getMessage(), e);
    }
  }

  private static String hosts(SandboxState sandbox, Surroundings surroundings) {
    var text = new StringBuilder(head(sandbox.mode()));
    for (String each : sandbox.identity().networking().extraHosts()) {
      int separator = each.indexOf(':') < 0 ? each.indexOf('=') : each.indexOf(':');
      if (separator <= 0) {
        throw new DrydockException(ErrorKind.INVALID, "bad format for add-host: \"" + each + "\"");
      }
      String name = each.substring(0, separator);
      for (String address : addresses(each.substring(separator + 1), surroundings)) {
        text.append(address).append('\t').append(name).append('\n');
      }
    }
    surroundings.links().forEach(each -> text.append(each).append('\n'));
    String names = names(sandbox.identity());
    for (Endpoint endpoint : sandbox.endpoints()) {
      for (InetAddress address : NetworkState.addresses(endpoint)) {
        text.append(Subnet.text(address)).append('\t').append(names).append('\n');
      }
    }
    return text.toString();
  }

  private static String head(NetworkMode mode) {
    if (mode.kind() != NetworkMode.Kind.HOST) {
      return LOOPBACK;
    }
    try {
      String text = Files.readString(HOSTS_OF_HOST);
      return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    } catch (IOException e) {
      return LOOPBACK;
    }
  }

  private static List<String> addresses(String text, Surroundings surroundings) {
    if (!text.equals(HOST_GATEWAY)) {
      String bare = text.replaceAll("^\\[(.*)]$", "$1");
      return List.of(Subnet.text(Subnet.address(bare)));
    }
    if (surroundings.hostGateways().isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "unable to derive the IP value for host-gateway: the network bridge has no gateway");
    }
    return surroundings.hostGateways();
  }

  private static String names(SandboxState.Identity identity) {
    return identity.domainname().isEmpty()
        ? identity.hostname()
        : identity.joinedName() + " " + identity.hostname();
  }

  /** The host's resolvers, now. */
  Resolvers ofHost() {
    return Resolvers.read(options.resolvConf());
  }

  private String resolvConf(SandboxState sandbox, boolean asksEngine) {
    Networking asked = sandbox.identity().networking();
    Resolvers host = ofHost();
    List<String> search =
        asked.dnsSearch().isEmpty()
            ? host.search()
            : asked.dnsSearch().stream().filter(each -> !each.equals(".")).toList();
    var words = new ArrayList<>(asked.dnsOptions().isEmpty() ? host.options() : asked.dnsOptions());
    List<InetAddress> servers;
    if (asksEngine) {
      servers = List.of(NAME_SERVER);
      if (words.stream().noneMatch(each -> each.startsWith("ndots:"))) {
        words.add("ndots:0");
      }
    } else if (!asked.dns().isEmpty()) {
      servers = asked.dns().stream().map(Subnet::address).toList();
    } else {
      servers = sandbox.mode().kind() == NetworkMode.Kind.HOST ? host.servers() : host.reachable();
    }
    return new Resolvers(servers, search, words).text();
  }

  /** The host's own name. */
  static String hostname() {
    try {
      return Sysctl.read("kernel/hostname");
    } catch (IOException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
    }
  }
}
