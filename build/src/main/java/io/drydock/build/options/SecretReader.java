package io.drydock.build.options;

import io.drydock.build.secret.Secret;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code --secret} and {@code --ssh}. */
final class SecretReader {
  /**
   * The secret that every build has: the host's certificate authorities, a company's own included.
   */
  private static final String HOST_CERTIFICATES = "ca-certificates";

  private static final Path HOST_CERTIFICATES_FILE = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private final Surroundings surroundings;

  SecretReader(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The secrets by id, and the host's certificates unless one of that id is given. */
  Map<String, Secret> secrets(List<String> values) {
    var secrets = new LinkedHashMap<String, Secret>();
    if (Files.isReadable(HOST_CERTIFICATES_FILE)) {
      secrets.put(HOST_CERTIFICATES, Secret.file(HOST_CERTIFICATES_FILE));
    }
    for (String each : values) {
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
        !variable.isEmpty() || (file.isEmpty() && surroundings.environment().containsKey(id));
    if (fromVariable && !type.equals("file")) {
      String name = variable.isEmpty() ? id : variable;
      String value = surroundings.environment().getOrDefault(name, "");
      return Secret.of(value.getBytes(StandardCharsets.UTF_8));
    }
    Path path = surroundings.path(file.orElse(id));
    if (!Files.isRegularFile(path)) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND, "failed to stat secret " + id + ": " + path + ": no such file");
    }
    return Secret.file(path);
  }

  /** Sockets of agents by id; {@code default} without a path is the agent of SSH_AUTH_SOCK. */
  Map<String, Path> sshAgents(List<String> values) {
    var agents = new LinkedHashMap<String, Path>();
    for (String each : values) {
      int equals = each.indexOf('=');
      String id = equals < 0 ? each : each.substring(0, equals);
      String socket =
          equals >= 0
              ? each.substring(equals + 1)
              : surroundings
                  .variable("SSH_AUTH_SOCK")
                  .orElseThrow(() ->
                      new DrydockException(
                          ErrorKind.INVALID,
                          "invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set"));
      agents.put(id, surroundings.path(socket));
    }
    return agents;
  }
}
