package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.bake.value.CsvText;
import io.drydock.container.EndpointSettings;
import io.drydock.container.EndpointSettings.Address;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The networks of {@code --network}, and the flags that say more of the first one. */
final class NetworkFlags {
  private static final Set<String> PREDEFINED = Set.of("default", "bridge", "host", "none");
  private static final String CONFLICT = "conflicting options: cannot specify both ";

  private final String mode;
  private final SequencedMap<String, EndpointSettings> endpoints;

  private NetworkFlags(String mode, SequencedMap<String, EndpointSettings> endpoints) {
    this.mode = mode;
    this.endpoints = endpoints;
  }

  /** The first network; {@code default} if none was named. */
  String mode() {
    return mode;
  }

  /**
   * What is asked of the endpoint in each network, in the order given; nothing for a single network
   * of which no more than the name is said.
   */
  SequencedMap<String, EndpointSettings> endpoints() {
    return endpoints;
  }

  static NetworkFlags read(FlagValues flags) {
    List<Attachment> attachments = new ArrayList<>(flags.each("network", NetworkFlags::parse));
    boolean none = attachments.isEmpty();
    if (none) {
      attachments.add(new Attachment("default"));
    }
    apply(flags, attachments.getFirst());
    var endpoints = new LinkedHashMap<String, EndpointSettings>();
    for (Attachment each : attachments) {
      if (endpoints.put(each.target, each.endpoint()) != null) {
        throw invalid("network \"" + each.target + "\" is specified multiple times");
      }
    }
    long own = endpoints.keySet().stream().filter(NetworkFlags::isUserDefined).count();
    if (own > 0 && own < endpoints.size()) {
      throw invalid(
          "conflicting options: cannot attach both user-defined and non-user-defined"
              + " network-modes");
    }
    String mode = endpoints.firstEntry().getKey();
    boolean bare =
        !none
            && endpoints.size() == 1
            && endpoints.firstEntry().getValue().equals(EndpointSettings.DEFAULT);
    return new NetworkFlags(mode, bare ? new LinkedHashMap<>() : endpoints);
  }

  private static boolean isUserDefined(String name) {
    return !PREDEFINED.contains(name) && !name.startsWith("container:");
  }

  private static void apply(FlagValues flags, Attachment first) {
    List<String> aliases = flags.arguments().all("network-alias");
    List<String> links = flags.each("link", NetworkFlags::link);
    List<String> linkLocal = flags.arguments().all("link-local-ip");
    refuseBoth(first.aliases, aliases, "--network-alias and per-network alias");
    refuseBoth(first.links, links, "--link and per-network links");
    first.ipv4 = either(first.ipv4, flags.text("ip"), "--ip and per-network IPv4 address");
    first.ipv6 = either(first.ipv6, flags.text("ip6"), "--ip6 and per-network IPv6 address");
    first.mac =
        either(first.mac, flags.text("mac-address"), "--mac-address and per-network MAC address");
    refuseBoth(
        first.linkLocal, linkLocal, "--link-local-ip and per-network link-local IP addresses");
    first.aliases.addAll(aliases);
    if (isUserDefined(first.target)) {
      first.links.addAll(links);
    }
    first.linkLocal.addAll(linkLocal);
  }

  private static void refuseBoth(List<String> one, List<String> other, String what) {
    if (!one.isEmpty() && !other.isEmpty()) {
      throw invalid(CONFLICT + what);
    }
  }

  private static String either(String one, String other, String what) {
    if (!one.isEmpty() && !other.isEmpty()) {
      throw invalid(CONFLICT + what);
    }
    return one.isEmpty() ? other : one;
  }

  /** A container and its alias of {@code --link}. */
  static String link(String text) {
    if (text.isEmpty()) {
      throw invalid("empty string specified for links");
    }
    if (text.chars().filter(c -> c == ':').count() > 1) {
      throw invalid("bad format for links: " + text);
    }
    return text;
  }

  private static Attachment parse(String text) {
    if (!text.contains("=")) {
      return new Attachment(text);
    }
    var attachment = new Attachment("");
    for (String field : CsvText.fields(text)) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw invalid("invalid field " + field);
      }
      attachment.field(
          field.substring(0, equals).strip().toLowerCase(Locale.ROOT),
          field.substring(equals + 1).strip());
    }
    if (attachment.target.isEmpty()) {
      throw invalid("network name/id is not specified");
    }
    return attachment;
  }

  /** One network with what is asked of the endpoint in it. */
  private static final class Attachment {
    private String target;
    private String ipv4 = "";
    private String ipv6 = "";
    private String mac = "";
    private int gatewayPriority;
    private final List<String> aliases = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<String> linkLocal = new ArrayList<>();
    private final SequencedMap<String, String> driverOptions = new LinkedHashMap<>();

    Attachment(String target) {
      this.target = target;
    }

    void field(String key, String value) {
      switch (key) {
        case "name" -> target = value;
        case "alias" -> aliases.add(value);
        case "ip" -> ipv4 = value;
        case "ip6" -> ipv6 = value;
        case "link-local-ip" -> linkLocal.add(value);
        case "mac-address" -> mac = value;
        case "driver-opt" -> {
          int equals = value.indexOf('=');
          if (equals < 0) {
            throw invalid("invalid key value pair format in driver options");
          }
          driverOptions.put(
              value.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              value.substring(equals + 1).strip());
        }
        case "gw-priority" -> gatewayPriority = priority(value);
        default -> throw invalid("invalid field key " + key);
      }
    }

    private static int priority(String value) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid gw-priority (" + value + "): invalid syntax", e);
      }
    }

    EndpointSettings endpoint() {
      if (target.isBlank()) {
        throw invalid("no name set for network");
      }
      if (!isUserDefined(target) && !aliases.isEmpty()) {
        throw invalid("network-scoped aliases are only supported for user-defined networks");
      }
      if (!isUserDefined(target) && !links.isEmpty()) {
        throw invalid("links are only supported for user-defined networks");
      }
      if (!mac.isEmpty() && !Addresses.isMac(mac)) {
        throw invalid(mac + " is not a valid mac address");
      }
      boolean chosen = !ipv4.isEmpty() || !ipv6.isEmpty() || !linkLocal.isEmpty();
      return new EndpointSettings(
          chosen ? Optional.of(new Address(ipv4, ipv6, linkLocal)) : Optional.empty(),
          links,
          aliases,
          mac,
          driverOptions,
          gatewayPriority);
    }
  }
}
