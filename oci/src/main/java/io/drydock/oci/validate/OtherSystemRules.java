package io.drydock.oci.validate;

import static io.drydock.oci.validate.Rules.FLAG;
import static io.drydock.oci.validate.Rules.TEXT;
import static io.drydock.oci.validate.Rules.TEXTS;
import static io.drydock.oci.validate.Rules.UINT16;
import static io.drydock.oci.validate.Rules.UINT32;
import static io.drydock.oci.validate.Rules.UINT64;
import static io.drydock.oci.validate.Rules.UINT8;
import static io.drydock.oci.validate.Rules.integer;
import static io.drydock.oci.validate.Rules.listOf;
import static io.drydock.oci.validate.Rules.may;
import static io.drydock.oci.validate.Rules.must;
import static io.drydock.oci.validate.Rules.object;
import static io.drydock.oci.validate.Rules.oneOf;
import static io.drydock.oci.validate.Rules.someOf;

/** What the runtime specification says for systems that are not Linux, and for virtual machines. */
final class OtherSystemRules {
  /** config-zos.md. */
  static final Rule ZOS =
      object(
          may(
              "namespaces",
              listOf(
                  object(must("type", oneOf("mount", "pid", "uts", "ipc")), may("path", TEXT)))));

  private static final Rule ANET =
      object(
          may("linkname", TEXT),
          may("lowerLink", TEXT),
          may("allowedAddress", TEXT),
          may("configureAllowedAddress", TEXT),
          may("defrouter", TEXT),
          may("macAddress", TEXT),
          may("linkProtection", TEXT));

  /** config-solaris.md. */
  static final Rule SOLARIS =
      object(
          may("milestone", TEXT),
          may("limitpriv", TEXT),
          may("maxShmMemory", TEXT),
          may("cappedCPU", object(may("ncpus", TEXT))),
          may("cappedMemory", object(may("physical", TEXT), may("swap", TEXT))),
          may("anet", listOf(ANET)));

  private static final Rule WINDOWS_CPU =
      object(
          may("count", UINT64),
          may("shares", UINT16),
          may("maximum", UINT16),
          may("affinity", object(may("mask", UINT64), may("group", UINT32))));

  private static final Rule WINDOWS_RESOURCES =
      object(
          may("memory", object(may("limit", UINT64))),
          may("cpu", WINDOWS_CPU),
          may(
              "storage",
              object(may("iops", UINT64), may("bps", UINT64), may("sandboxSize", UINT64))));

  private static final Rule WINDOWS_NETWORK =
      object(
          may("endpointList", TEXTS),
          may("allowUnqualifiedDNSQuery", FLAG),
          may("DNSSearchList", TEXTS),
          may("networkSharedContainerName", TEXT),
          may("networkNamespace", TEXT));

  /** config-windows.md. */
  static final Rule WINDOWS =
      object(
          must("layerFolders", someOf(TEXT)),
          may("devices", listOf(object(must("id", TEXT), must("idType", oneOf("class"))))),
          may("resources", WINDOWS_RESOURCES),
          may("network", WINDOWS_NETWORK),
          may("credentialSpec", object()),
          may("servicing", FLAG),
          may("ignoreFlushesDuringBoot", FLAG),
          may("hyperv", object(may("utilityVMPath", TEXT))));

  private static final Rule VM_MEMORY =
      object(may("firstGFN", UINT64), must("firstMFN", UINT64), must("nrMFNs", UINT64));

  /** config-vm.md. */
  static final Rule VM =
      object(
          must("kernel", object(must("path", TEXT), may("parameters", TEXTS), may("initrd", TEXT))),
          may("hypervisor", object(must("path", TEXT), may("parameters", TEXTS))),
          may(
              "image",
              object(
                  must("path", TEXT), must("format", oneOf("raw", "qcow2", "vdi", "vmdk", "vhd")))),
          may(
              "hwConfig",
              object(
                  may("deviceTree", TEXT),
                  may("vcpus", UINT32),
                  may("memory", UINT64),
                  may("dtdevs", TEXTS),
                  may("iomems", listOf(VM_MEMORY)),
                  may("irqs", listOf(UINT32)))));

  private static final Rule SHARING = oneOf("disable", "new", "inherit");
  private static final Rule ALWAYS_SHARING = oneOf("new", "inherit");

  private static final Rule JAIL_ALLOW =
      object(
          may("setHostname", FLAG),
          may("rawSockets", FLAG),
          may("chflags", FLAG),
          may("mount", TEXTS),
          may("quotas", FLAG),
          may("socketAf", FLAG),
          may("mlock", FLAG),
          may("reservedPorts", FLAG),
          may("suser", FLAG));

  private static final Rule JAIL =
      object(
          may("parent", TEXT),
          may("host", ALWAYS_SHARING),
          may("ip4", SHARING),
          may("ip4Addr", TEXTS),
          may("ip6", SHARING),
          may("ip6Addr", TEXTS),
          may("vnet", ALWAYS_SHARING),
          may("interface", TEXT),
          may("vnetInterfaces", TEXTS),
          may("sysvmsg", SHARING),
          may("sysvsem", SHARING),
          may("sysvshm", SHARING),
          may("enforceStatfs", UINT8),
          may("allow", JAIL_ALLOW));

  /** config-freebsd.md. */
  static final Rule FREEBSD =
      object(
          may("devices", listOf(object(may("path", TEXT), may("mode", integer(0, 0777))))),
          may("jail", JAIL));

  private OtherSystemRules() {}
}
