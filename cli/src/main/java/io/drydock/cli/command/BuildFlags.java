package io.drydock.cli.command;

import io.drydock.build.BuildContext;
import io.drydock.build.Secret;
import io.drydock.build.input.BuildInput;
import io.drydock.build.plan.NamedContext;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.PlanRequest;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Fields;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Sizes;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the flags of {@code build} say, in the build's own terms. */
final class BuildFlags {
  /**
   * The secret that every build has: the host's certificate authorities, a company's own included.
   */
  private static final String HOST_CERTIFICATES = "ca-certificates";

  private static final Path HOST_CERTIFICATES_FILE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private final Session session;
  private final Arguments arguments;

  BuildFlags(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  PlanRequest planRequest(Dockerfile dockerfile) {
    return PlanRequest.of(dockerfile)
        .target(arguments.value("target", ""))
        .buildArgs(buildArgs())
        .platforms(arguments.all("platform").stream().map(Platform::parse).toList())
        .labels(pairs("label"))
        .cacheUse(
            new PlanRequest.CacheUse(arguments.on("no-cache"), arguments.all("no-cache-filter")))
        .contexts(namedContexts())
        .runDefaults(runDefaults())
        .build();
  }

  /**
   * Values of {@code --build-arg}; one without a value takes it from the environment, if it is
   * there.
   */
  Map<String, String> buildArgs() {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-arg")) {
      int equals = each.indexOf('=');
      if (equals >= 0) {
        values.put(each.substring(0, equals), each.substring(equals + 1));
      } else if (session.environment().containsKey(each)) {
        values.put(each, session.environment().getOrDefault(each, ""));
      }
    }
    session
        .variable("SOURCE_DATE_EPOCH")
        .ifPresent(epoch -> values.putIfAbsent("SOURCE_DATE_EPOCH", epoch));
    return values;
  }

  /**
   * The time that SOURCE_DATE_EPOCH sets, in seconds since 1970; names are the planner's business.
   */
  Optional<Instant> sourceDateEpoch() {
    return Optional.ofNullable(buildArgs().get("SOURCE_DATE_EPOCH"))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
  }

  private Map<String, String> pairs(String flag) {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all(flag)) {
      int equals = each.indexOf('=');
      values.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return values;
  }

  private PlanRequest.RunDefaults runDefaults() {
    Operation.Network network =
        switch (arguments.value("network", "default")) {
          case "default", "" -> Operation.Network.DEFAULT;
          case "host" -> Operation.Network.HOST;
          case "none" -> Operation.Network.NONE;
          default ->
              throw new DrydockException(
                  ErrorKind.INVALID,
                  "network mode \""
                      + arguments.value("network", "")
                      + "\" is not supported by build: give default, host or none");
        };
    List<Operation.ExtraHost> hosts =
        arguments.all("add-host").stream().map(BuildFlags::extraHost).toList();
    long shm = arguments.value("shm-size").map(Sizes::parse).orElse(0L);
    return new PlanRequest.RunDefaults(network, hosts, "", shm);
  }

  private static Operation.ExtraHost extraHost(String text) {
    int cut = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
    if (cut <= 0 || cut == text.length() - 1) {
      throw new DrydockException(ErrorKind.INVALID, "bad format for add-host: \"" + text + "\"");
    }
    return new Operation.ExtraHost(text.substring(0, cut), text.substring(cut + 1));
  }

  private Map<String, NamedContext> namedContexts() {
    var contexts = new LinkedHashMap<String, NamedContext>();
    contextPairs().forEach((name, value) -> contexts.put(name, NamedContext.parse(name, value)));
    return contexts;
  }

  private Map<String, String> contextPairs() {
    var contexts = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-context")) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid context value: " + each + ", expected key=value");
      }
      contexts.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return contexts;
  }

  /** The files of the main context and of each {@code --build-context} that is a directory. */
  Map<String, BuildContext> contexts(BuildInput input) {
    var contexts = new HashMap<String, BuildContext>();
    contexts.put("context", input.context());
    contextPairs()
        .forEach((name, value) -> {
          if (NamedContext.parse(name, value) instanceof NamedContext.Files) {
            contexts.put(name, BuildInput.namedDirectory(name, session.path(value)));
          }
        });
    return contexts;
  }

  /** Values of {@code --secret}, and the host's certificates unless one of that id is given. */
  Map<String, Secret> secrets() {
    var secrets = new LinkedHashMap<String, Secret>();
    if (Files.isReadable(HOST_CERTIFICATES_FILE)) {
      secrets.put(HOST_CERTIFICATES, Secret.file(HOST_CERTIFICATES_FILE));
    }
    for (String each : arguments.all("secret")) {
      Fields fields =
          Fields.parse("secret", each).only(Set.of("id", "src", "source", "env", "type"));
      String id = fields.required("id");
      secrets.put(id, secret(fields, id));
    }
    return secrets;
  }

  private Secret secret(Fields fields, String id) {
    Optional<String> file = fields.any("src", "source");
    String type = fields.get("type").orElse("");
    String variable = fields.get("env").orElse(type.equals("env") ? file.orElse(id) : "");
    boolean fromVariable =
        !variable.isEmpty() || (file.isEmpty() && session.environment().containsKey(id));
    if (fromVariable && !type.equals("file")) {
      String name = variable.isEmpty() ? id : variable;
      return Secret.of(
          session
              .environment()
              .getOrDefault(name, "")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path path = session.path(file.orElse(id));
    if (!Files.isRegularFile(path)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "failed to stat secret " + id + ": " + path + ": no such file");
    }
    return Secret.file(path);
  }

  /** Sockets of {@code --ssh}; {@code default} without a path is the agent of SSH_AUTH_SOCK. */
  Map<String, Path> sshAgents() {
    var agents = new LinkedHashMap<String, Path>();
    for (String each : arguments.all("ssh")) {
      int equals = each.indexOf('=');
      String id = equals < 0 ? each : each.substring(0, equals);
      String socket =
          equals >= 0
              ? each.substring(equals + 1)
              : session
                  .variable("SSH_AUTH_SOCK")
                  .orElseThrow(() ->
                      new DrydockException(
                          ErrorKind.INVALID,
                          "invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set"));
      agents.put(id, session.path(socket));
    }
    return agents;
  }

  List<ImageReference> tags() {
    var tags = new ArrayList<ImageReference>();
    for (String tag : arguments.all("tag")) {
      ImageReference reference = ImageReference.parse(tag);
      if (reference.digest().isPresent()) {
        throw new DrydockException(
            ErrorKind.INVALID, "invalid tag \"" + tag + "\": a digest cannot be given");
      }
      tags.add(reference.withDefaultTag());
    }
    return tags;
  }
}
