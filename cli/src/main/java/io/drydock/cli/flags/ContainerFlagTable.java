package io.drydock.cli.flags;

import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;

/** The flags that {@code run} and {@code create} share, with docker's help texts. */
final class ContainerFlagTable {
  private ContainerFlagTable() {}

  static Spec add(Spec spec) {
    return surroundings(limits(process(spec)))
        .formerly("net", "network")
        .formerly("net-alias", "network-alias")
        .formerly("dns-opt", "dns-option");
  }

  private static Spec process(Spec spec) {
    return spec.flag(
            "annotation",
            Kind.MAP,
            "Add an annotation to the container (passed through to the OCI runtime) (default "
                + "map[])")
        .flag("attach", 'a', Kind.LIST, "Attach to STDIN, STDOUT or STDERR")
        .flag("cidfile", Kind.STRING, "Write the container ID to the file")
        .flag("disable-content-trust", Kind.BOOL, "Skip image verification (default true)")
        .flag("domainname", Kind.STRING, "Container NIS domain name")
        .flag("entrypoint", Kind.STRING, "Overwrite the default ENTRYPOINT of the image")
        .flag("env", 'e', Kind.LIST, "Set environment variables")
        .flag("env-file", Kind.LIST, "Read in a file of environment variables")
        .flag("health-cmd", Kind.STRING, "Command to run to check health")
        .flag(
            "health-interval",
            Kind.DURATION,
            "Time between running the check (ms|s|m|h) (default 0s)")
        .flag("health-retries", Kind.INT, "Consecutive failures needed to report unhealthy")
        .flag(
            "health-start-interval",
            Kind.DURATION,
            "Time between running the check during the start period (ms|s|m|h) (default 0s)")
        .flag(
            "health-start-period",
            Kind.DURATION,
            "Start period for the container to initialize before starting health-retries "
                + "countdown (ms|s|m|h) (default 0s)")
        .flag(
            "health-timeout",
            Kind.DURATION,
            "Maximum time to allow one check to run (ms|s|m|h) (default 0s)")
        .flag("hostname", 'h', Kind.STRING, "Container host name")
        .flag(
            "init",
            Kind.BOOL,
            "Run an init inside the container that forwards signals and reaps processes")
        .flag("interactive", 'i', Kind.BOOL, "Keep STDIN open even if not attached")
        .flag("label", 'l', Kind.LIST, "Set meta data on a container")
        .flag("label-file", Kind.LIST, "Read in a line delimited file of labels")
        .flag("log-driver", Kind.STRING, "Logging driver for the container")
        .flag("log-opt", Kind.LIST, "Log driver options")
        .flag("name", Kind.STRING, "Assign a name to the container")
        .flag("no-healthcheck", Kind.BOOL, "Disable any container-specified HEALTHCHECK")
        .flag("platform", Kind.STRING, "Set platform if server is multi-platform capable")
        .flag("quiet", 'q', Kind.BOOL, "Suppress the pull output")
        .flag(
            "restart",
            Kind.STRING,
            "Restart policy to apply when a container exits (default \"no\")")
        .flag(
            "rm",
            Kind.BOOL,
            "Automatically remove the container and its associated anonymous volumes when it "
                + "exits")
        .flag("runtime", Kind.STRING, "Runtime to use for this container")
        .flag("stop-signal", Kind.STRING, "Signal to stop the container")
        .flag("stop-timeout", Kind.INT, "Timeout (in seconds) to stop a container")
        .flag("tty", 't', Kind.BOOL, "Allocate a pseudo-TTY")
        .flag("user", 'u', Kind.STRING, "Username or UID (format: <name|uid>[:<group|gid>])")
        .flag("workdir", 'w', Kind.STRING, "Working directory inside the container");
  }

  private static Spec limits(Spec spec) {
    return spec.flag(
            "blkio-weight",
            Kind.UINT16,
            "Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)")
        .flag(
            "blkio-weight-device",
            Kind.LIST,
            "Block IO weight (relative device weight) (default [])")
        .flag("cgroup-parent", Kind.STRING, "Optional parent cgroup for the container")
        .flag("cpu-count", Kind.INT, "CPU count (Windows only)")
        .flag("cpu-percent", Kind.INT, "CPU percent (Windows only)")
        .flag("cpu-period", Kind.INT, "Limit CPU CFS (Completely Fair Scheduler) period")
        .flag("cpu-quota", Kind.INT, "Limit CPU CFS (Completely Fair Scheduler) quota")
        .flag("cpu-rt-period", Kind.INT, "Limit CPU real-time period in microseconds")
        .flag("cpu-rt-runtime", Kind.INT, "Limit CPU real-time runtime in microseconds")
        .flag("cpu-shares", 'c', Kind.INT, "CPU shares (relative weight)")
        .flag("cpus", Kind.DECIMAL, "Number of CPUs")
        .flag("cpuset-cpus", Kind.STRING, "CPUs in which to allow execution (0-3, 0,1)")
        .flag("cpuset-mems", Kind.STRING, "MEMs in which to allow execution (0-3, 0,1)")
        .flag(
            "device-read-bps",
            Kind.LIST,
            "Limit read rate (bytes per second) from a device (default [])")
        .flag(
            "device-read-iops",
            Kind.LIST,
            "Limit read rate (IO per second) from a device (default [])")
        .flag(
            "device-write-bps",
            Kind.LIST,
            "Limit write rate (bytes per second) to a device (default [])")
        .flag(
            "device-write-iops",
            Kind.LIST,
            "Limit write rate (IO per second) to a device (default [])")
        .flag(
            "io-maxbandwidth",
            Kind.BYTES,
            "Maximum IO bandwidth limit for the system drive (Windows only)")
        .flag("io-maxiops", Kind.UINT, "Maximum IOps limit for the system drive (Windows only)")
        .flag("kernel-memory", Kind.BYTES, "Kernel memory limit")
        .flag("memory", 'm', Kind.BYTES, "Memory limit")
        .flag("memory-reservation", Kind.BYTES, "Memory soft limit")
        .flag(
            "memory-swap",
            Kind.BYTES,
            "Swap limit equal to memory plus swap: '-1' to enable unlimited swap")
        .flag(
            "memory-swappiness",
            Kind.INT,
            "Tune container memory swappiness (0 to 100) (default -1)")
        .flag("oom-kill-disable", Kind.BOOL, "Disable OOM Killer")
        .flag("oom-score-adj", Kind.INT, "Tune host's OOM preferences (-1000 to 1000)")
        .flag("pids-limit", Kind.INT, "Tune container pids limit (set -1 for unlimited)")
        .flag("shm-size", Kind.BYTES, "Size of /dev/shm")
        .flag("ulimit", Kind.ULIMIT, "Ulimit options (default [])");
  }

  private static Spec surroundings(Spec spec) {
    return spec.flag("add-host", Kind.LIST, "Add a custom host-to-IP mapping (host:ip)")
        .flag("cap-add", Kind.LIST, "Add Linux capabilities")
        .flag("cap-drop", Kind.LIST, "Drop Linux capabilities")
        .flag(
            "cgroupns",
            Kind.STRING,
            "Cgroup namespace to use (host|private)\n"
                + "'host':    Run the container in the Docker host's cgroup namespace\n"
                + "'private': Run the container in its own private cgroup namespace\n"
                + "'':        Use the cgroup namespace as configured by the\n"
                + "           default-cgroupns-mode option on the daemon (default)")
        .flag("device", Kind.LIST, "Add a host device to the container")
        .flag("device-cgroup-rule", Kind.LIST, "Add a rule to the cgroup allowed devices list")
        .flag("dns", Kind.LIST, "Set custom DNS servers")
        .flag("dns-option", Kind.LIST, "Set DNS options")
        .flag("dns-search", Kind.LIST, "Set custom DNS search domains")
        .flag("expose", Kind.LIST, "Expose a port or a range of ports")
        .flag(
            "gpus",
            Kind.GPU_REQUEST,
            "GPU devices to add to the container ('all' to pass all GPUs)")
        .flag("group-add", Kind.LIST, "Add additional groups to join")
        .flag("ip", Kind.STRING, "IPv4 address (e.g., 172.30.100.104)")
        .flag("ip6", Kind.STRING, "IPv6 address (e.g., 2001:db8::33)")
        .flag("ipc", Kind.STRING, "IPC mode to use")
        .flag("isolation", Kind.STRING, "Container isolation technology")
        .flag("link", Kind.LIST, "Add link to another container")
        .flag("link-local-ip", Kind.LIST, "Container IPv4/IPv6 link-local addresses")
        .flag("mac-address", Kind.STRING, "Container MAC address (e.g., 92:d0:c6:0a:29:33)")
        .flag("mount", Kind.MOUNT, "Attach a filesystem mount to the container")
        .flag("network", Kind.NETWORK, "Connect a container to a network")
        .flag("network-alias", Kind.LIST, "Add network-scoped alias for the container")
        .flag(
            "on-unhealthy",
            Kind.STRING,
            "What is done when it becomes unhealthy: none, restart, stop or kill")
        .flag("pid", Kind.STRING, "PID namespace to use")
        .flag("privileged", Kind.BOOL, "Give extended privileges to this container")
        .flag("publish", 'p', Kind.LIST, "Publish a container's port(s) to the host")
        .flag("publish-all", 'P', Kind.BOOL, "Publish all exposed ports to random ports")
        .flag("read-only", Kind.BOOL, "Mount the container's root filesystem as read only")
        .flag("security-opt", Kind.LIST, "Security Options")
        .flag("storage-opt", Kind.LIST, "Storage driver options for the container")
        .flag("sysctl", Kind.MAP, "Sysctl options (default map[])")
        .flag("tmpfs", Kind.LIST, "Mount a tmpfs directory")
        .flag("use-api-socket", Kind.BOOL, "Bind mount Docker API socket and required auth")
        .flag("userns", Kind.STRING, "User namespace to use")
        .flag("uts", Kind.STRING, "UTS namespace to use")
        .flag("volume", 'v', Kind.LIST, "Bind mount a volume")
        .flag("volume-driver", Kind.STRING, "Optional volume driver for the container")
        .flag("volumes-from", Kind.LIST, "Mount volumes from the specified container(s)");
  }
}
