package io.drydock.engine.runtime;

import com.google.gson.JsonObject;
import io.drydock.container.ContainerSettings;
import io.drydock.container.HostConfig;
import io.drydock.container.HostConfig.ConsoleSize;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import io.drydock.linux.HostSupport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** A process of a container as the runtime specification has it (config.md, "Process"). */
final class ProcessJson {
  /** Where the init program lies in the container. */
  static final String INIT = "/sbin/docker-init";

  private static final String DEFAULT_PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final Path APPARMOR = Path.of("/sys/module/apparmor/parameters/enabled");

  private final BundleRequest request;
  private final ContainerSettings settings;
  private final HostConfig host;
  private final List<String> available;
  private final List<String> capabilities;

  ProcessJson(BundleRequest request) {
    this.request = request;
    this.settings = request.spec().settings();
    this.host = request.spec().host();
    this.available = Capabilities.of(HostSupport.detect().effectiveCapabilities());
    this.capabilities = Capabilities.of(host.security(), available);
  }

  /** What the container's processes may do. */
  List<String> capabilities() {
    return capabilities;
  }

  /** The container's first process. */
  JsonObject first() {
    List<String> words = ImageDefaults.arguments(settings);
    if (words.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "no command specified");
    }
    boolean tty = settings.streams().tty();
    return process(
        new ExecOptions(
            runsInit() ? underInit(words) : words,
            List.of(),
            settings.user(),
            settings.workingDir(),
            host.security().privileged(),
            tty,
            host.consoleSize()));
  }

  /**
   * Whether an init program is asked for, and there is none in the namespace that it would join.
   */
  boolean runsInit() {
    String pid = host.namespaces().pid();
    return host.init().orElse(false) && (pid.isEmpty() || pid.equals("private"));
  }

  private static List<String> underInit(List<String> words) {
    var all = new java.util.ArrayList<>(List.of(INIT, "--"));
    all.addAll(words);
    return all;
  }

  /** A further process. */
  JsonObject further(ExecOptions options) {
    return process(
        new ExecOptions(
            options.cmd(),
            options.env(),
            options.user().isEmpty() ? settings.user() : options.user(),
            options.workingDir().isEmpty() ? settings.workingDir() : options.workingDir(),
            options.privileged() || host.security().privileged(),
            options.tty(),
            options.consoleSize()));
  }

  private JsonObject process(ExecOptions options) {
    Accounts.Identity identity =
        Accounts.read(request.root()).identity(options.user(), host.security().groupAdd());
    var json = new JsonObject();
    json.addProperty("terminal", options.tty());
    ConsoleSize size = options.consoleSize();
    if (options.tty() && size.height() > 0 && size.width() > 0) {
      var console = new JsonObject();
      console.addProperty("height", size.height());
      console.addProperty("width", size.width());
      json.add("consoleSize", console);
    }
    json.add("user", user(identity));
    json.add("args", Json.array(options.cmd()));
    json.add("env", Json.array(environment(options, identity)));
    json.addProperty("cwd", options.workingDir().isEmpty() ? "/" : options.workingDir());
    json.add("capabilities", sets(options.privileged() ? available : capabilities));
    addRestrictions(json);
    return json;
  }

  private void addRestrictions(JsonObject json) {
    boolean mayRaise = available.contains(Capabilities.SYS_RESOURCE);
    json.add("rlimits", ProcessLimits.write(host.resources().ulimits(), mayRaise));
    json.addProperty(
        "oomScoreAdj",
        ProcessLimits.oomScoreAdjustment(host.resources().oomScoreAdjustment(), mayRaise));
    SecurityChoices choices = SecurityChoices.of(host.security());
    json.addProperty("noNewPrivileges", choices.noNewPrivileges());
    if (!choices.apparmor().isEmpty() && Files.exists(APPARMOR)) {
      json.addProperty("apparmorProfile", choices.apparmor());
    }
  }

  private static JsonObject user(Accounts.Identity identity) {
    var user = new JsonObject();
    user.addProperty("uid", identity.uid());
    user.addProperty("gid", identity.gid());
    var groups = new com.google.gson.JsonArray();
    identity.groups().forEach(groups::add);
    user.add("additionalGids", groups);
    return user;
  }

  private static JsonObject sets(List<String> capabilities) {
    var sets = new JsonObject();
    for (String set : List.of("bounding", "effective", "permitted")) {
      sets.add(set, Json.array(capabilities));
    }
    return sets;
  }

  /** Docker's few variables, changed or removed by the container's, and these by the process's. */
  private Iterable<String> environment(ExecOptions options, Accounts.Identity identity) {
    var variables = new LinkedHashMap<String, String>();
    put(variables, DEFAULT_PATH);
    put(variables, "HOSTNAME=" + settings.hostname());
    if (options.tty()) {
      put(variables, "TERM=xterm");
    }
    settings.env().forEach(each -> put(variables, each));
    options.env().forEach(each -> put(variables, each));
    variables.putIfAbsent("HOME", "HOME=" + identity.home());
    return List.copyOf(variables.values());
  }

  private static void put(SequencedMap<String, String> variables, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 0) {
      variables.remove(assignment);
    } else {
      variables.put(assignment.substring(0, equals), assignment);
    }
  }
}
