package io.drydock.cli.flags;

import static io.drydock.cli.flags.FlagValues.invalid;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.cli.terminal.Console;
import io.drydock.container.ContainerSettings;
import io.drydock.container.ContainerSettings.StandardStreams;
import io.drydock.container.ContainerSpec;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.container.HostConfig.LogConfig;
import io.drydock.container.HostConfig.RestartPolicy;
import io.drydock.container.Mount;
import io.drydock.container.Networking;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.engine.health.OnUnhealthy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the flags of {@code run} and {@code create}, each once, in docker's way and words. */
public final class ContainerFlags {
  /** Flags that only engines on Windows heed. */
  private static final List<String> OF_WINDOWS =
      List.of("cpu-count", "cpu-percent", "io-maxbandwidth", "io-maxiops");

  private final FlagValues flags;
  private final Session session;

  private ContainerFlags(FlagValues flags, Session session) {
    this.flags = flags;
    this.session = session;
  }

  /** The spec with all flags that make up a container. */
  public static Spec add(Spec spec) {
    return ContainerFlagTable.add(spec);
  }

  /**
   * What the words ask for.
   *
   * @throws DrydockException of kind USAGE for a value that its flag cannot have, of kind INVALID
   *     for values that contradict each other, of kind UNSUPPORTED for flags that have no meaning
   *     on Linux
   */
  public static ContainerRequest read(Session session, Spec spec, Arguments arguments) {
    return new ContainerFlags(new FlagValues(spec, arguments), session).request();
  }

  private ContainerRequest request() {
    OF_WINDOWS.stream()
        .filter(flags.arguments()::given)
        .findFirst()
        .ifPresent(each -> {
          throw new DrydockException(
              ErrorKind.UNSUPPORTED,
              "\""
                  + "--"
                  + each
                  + "\" is only supported on a Docker daemon running on windows, but the Docker daemon"
                  + " is running on linux");
        });
    List<Mount> mounts =
        flags.each("mount", text -> MountFlag.parse(text, session.caller().directory()));
    List<String> hosts = flags.each("add-host", Addresses::extraHost);
    NetworkFlags networks = NetworkFlags.read(flags);
    var storage = new StorageFlags(flags.arguments().all("volume"), session.caller().directory());
    PortFlags ports =
        PortFlags.read(flags.arguments().all("publish"), flags.arguments().all("expose"));
    HostConfig host =
        new HostConfig(
            storage.storage(flags, mounts),
            networking(ports, hosts, networks),
            SecurityFlags.namespaces(flags),
            SecurityFlags.read(flags, session::path),
            ResourceFlags.read(flags),
            logConfig(),
            restartPolicy(flags.arguments().value("restart", "no")),
            flags.on("rm"),
            flags.arguments().given("init") ? Optional.of(flags.on("init")) : Optional.empty(),
            flags.text("runtime"),
            Pairs.map(flags.arguments().all("annotation")),
            consoleSize(),
            flags.text("cidfile"));
    if (host.autoRemove() && !host.restartPolicy().isNo()) {
      throw invalid("conflicting options: cannot specify both --restart and --rm");
    }
    return new ContainerRequest(
        flags.text("name"),
        flags.text("platform"),
        flags.text("isolation"),
        new ContainerSpec(settings(ports, storage), host, networks.endpoints()));
  }

  private ContainerSettings settings(PortFlags ports, StorageFlags storage) {
    List<String> words = flags.arguments().positional();
    List<String> command = words.subList(1, words.size());
    OptionalInt timeout =
        flags.arguments().given("stop-timeout")
            ? OptionalInt.of(flags.integer("stop-timeout"))
            : OptionalInt.empty();
    return new ContainerSettings(
        words.getFirst(),
        flags.text("hostname"),
        flags.text("domainname"),
        flags.text("user"),
        streams(),
        ports.exposed(),
        environment(),
        command.isEmpty() ? Optional.empty() : Optional.of(command),
        flags.arguments().value("entrypoint").map(List::of),
        HealthFlags.read(flags),
        storage.anonymous(),
        flags.text("workdir"),
        false,
        "",
        List.of(),
        Pairs.map(labels()),
        flags.text("stop-signal"),
        timeout,
        List.of());
  }

  private StandardStreams streams() {
    List<String> attached = flags.each("attach", ContainerFlags::stream);
    boolean stdin = flags.on("interactive");
    boolean attachStdin = stdin || attached.contains("stdin");
    return new StandardStreams(
        attachStdin,
        attached.isEmpty() || attached.contains("stdout"),
        attached.isEmpty() || attached.contains("stderr"),
        flags.on("tty"),
        stdin,
        stdin && attachStdin);
  }

  private static String stream(String text) {
    String stream = text.toLowerCase(Locale.ROOT);
    if (!List.of("stdin", "stdout", "stderr").contains(stream)) {
      throw invalid("valid streams are STDIN, STDOUT and STDERR");
    }
    return stream;
  }

  private List<String> environment() {
    return environment(flags, session);
  }

  /** Variables of {@code --env-file} and {@code --env}. */
  public static List<String> environment(FlagValues flags, Session session) {
    var all = new ArrayList<String>();
    List<String> given = flags.each("env", text -> Pairs.variable(text, session.environment()));
    for (String file : flags.arguments().all("env-file")) {
      all.addAll(Pairs.variables(session.path(file), file, session.environment()));
    }
    all.addAll(Pairs.unique(given));
    return all;
  }

  private List<String> labels() {
    var all = new ArrayList<String>();
    List<String> given = flags.each("label", Pairs::label);
    for (String file : flags.arguments().all("label-file")) {
      all.addAll(Pairs.labels(session.path(file), file));
    }
    all.addAll(given);
    flags
        .arguments()
        .value("on-unhealthy")
        .ifPresent(action -> all.add(OnUnhealthy.LABEL + "=" + checked(action)));
    return all;
  }

  private static String checked(String action) {
    OnUnhealthy.parse(action);
    return action;
  }

  private Networking networking(PortFlags ports, List<String> hosts, NetworkFlags networks) {
    return new Networking(
        networks.mode(),
        ports.bindings(),
        flags.on("publish-all"),
        flags.each("dns", Addresses::server),
        flags.arguments().all("dns-option"),
        flags.each("dns-search", Addresses::searchDomain),
        hosts,
        flags.arguments().all("link"));
  }

  private LogConfig logConfig() {
    String driver = flags.text("log-driver");
    List<String> options = flags.arguments().all("log-opt");
    if (driver.equals("none") && !options.isEmpty()) {
      throw invalid("invalid logging opts for driver none");
    }
    return new LogConfig(driver, Pairs.map(options));
  }

  /** The policy of {@code --restart}. */
  public static RestartPolicy restartPolicy(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return new RestartPolicy(text, 0);
    }
    if (text.startsWith(":")) {
      throw invalid("invalid restart policy format: no policy provided before colon");
    }
    try {
      String count = text.substring(colon + 1);
      return new RestartPolicy(
          text.substring(0, colon), count.isEmpty() ? 0 : Integer.parseInt(count));
    } catch (NumberFormatException e) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid restart policy format: maximum retry count must be an integer",
          e);
    }
  }

  private ConsoleSize consoleSize() {
    if (!flags.on("tty")) {
      return new ConsoleSize(0, 0);
    }
    Console.Size size = session.caller().console().size();
    return new ConsoleSize(size.height(), size.width());
  }
}
