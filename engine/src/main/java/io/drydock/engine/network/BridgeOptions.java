package io.drydock.engine.network;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.Map;

/** The options of networks by the names that Docker gives them. */
record BridgeOptions(Map<String, String> options) {
  static final String NAME = "com.docker.network.bridge.name";
  static final String INTERNAL_TRAFFIC = "com.docker.network.bridge.enable_icc";
  static final String MASQUERADE = "com.docker.network.bridge.enable_ip_masquerade";
  static final String HOST_BINDING = "com.docker.network.bridge.host_binding_ipv4";
  static final String DEFAULT_BRIDGE = "com.docker.network.bridge.default_bridge";
  static final String MTU = "com.docker.network.driver.mtu";
  private static final String NO_ADDRESS = "com.docker.network.bridge.inhibit_ipv4";
  private static final String GATEWAY_MODE = "com.docker.network.bridge.gateway_mode_ipv";
  private static final String HOST_ADDRESS = "com.docker.network.host_ipv";
  private static final String INTERFACE_PREFIX = "com.docker.network.container_iface_prefix";
  private static final int SMALLEST_MTU = 68;

  /** What a gateway does with packets of and to containers. */
  enum GatewayMode {
    /** Hides containers behind the host; only published ports can be reached. */
    NAT,
    /** The same, but whoever has a route reaches all ports. */
    NAT_UNPROTECTED,
    /** Neither hides nor translates; only published ports can be reached. */
    ROUTED,
    /** Is not there: the host has no address in the network. */
    ISOLATED
  }

  String name() {
    return options.getOrDefault(NAME, "");
  }

  boolean internalTraffic() {
    return flag(INTERNAL_TRAFFIC, true);
  }

  boolean masquerade() {
    return flag(MASQUERADE, true);
  }

  boolean withoutIpv4Address() {
    return flag(NO_ADDRESS, false);
  }

  /** Address that ports are published at when nobody says where; empty for all. */
  String hostBinding() {
    String address = options.getOrDefault(HOST_BINDING, "");
    return address.equals("0.0.0.0") ? "" : address;
  }

  /** Address that packets leave under; empty for that of the interface. */
  String sourceAddress(boolean ipv6) {
    return options.getOrDefault(HOST_ADDRESS + (ipv6 ? 6 : 4), "");
  }

  String interfacePrefix() {
    return options.getOrDefault(INTERFACE_PREFIX, "eth");
  }

  /** Largest packet in bytes; 0 for the default. */
  int mtu() {
    String text = options.getOrDefault(MTU, "");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      int mtu = Integer.parseInt(text);
      if (mtu == 0 || mtu >= SMALLEST_MTU) {
        return mtu;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message
    }
    throw invalid(MTU, text);
  }

  GatewayMode gatewayMode(boolean ipv6) {
    String key = GATEWAY_MODE + (ipv6 ? 6 : 4);
    String text = options.getOrDefault(key, "");
    return switch (text) {
      case "", "nat" -> GatewayMode.NAT;
      case "nat-unprotected" -> GatewayMode.NAT_UNPROTECTED;
      case "routed" -> GatewayMode.ROUTED;
      case "isolated" -> GatewayMode.ISOLATED;
      default -> throw invalid(key, text);
    };
  }

  private boolean flag(String key, boolean otherwise) {
    String text = options.getOrDefault(key, "");
    return switch (text) {
      case "" -> otherwise;
      case "true", "1", "t", "T", "TRUE", "True" -> true;
      case "false", "0", "f", "F", "FALSE", "False" -> false;
      default -> throw invalid(key, text);
    };
  }

  /** Reads every option once, so that a wrong one is refused before anything is made. */
  void check() {
    internalTraffic();
    masquerade();
    withoutIpv4Address();
    mtu();
    gatewayMode(false);
    gatewayMode(true);
  }

  private static DrydockException invalid(String key, String text) {
    return new DrydockException(
        ErrorKind.INVALID, "invalid value for option " + key + ": \"" + text + "\"");
  }
}
