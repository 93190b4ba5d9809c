package io.drydock.cli.context;

import io.drydock.bake.value.CsvText;
import io.drydock.cli.engine.Call;
import io.drydock.cli.engine.EngineCommand;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.client.ContextStore;
import io.drydock.client.EngineAddress;
import io.drydock.client.EngineContext;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a context or changes one: {@code context create}, {@code context update}. */
final class ContextChangeCommand extends EngineCommand {
  private static final Map<String, String> FILES =
      Map.of("ca", "ca.pem", "cert", "cert.pem", "key", "key.pem");
  private static final Set<String> KNOWN =
      Set.of("from", "host", "ca", "cert", "key", "skip-tls-verify");

  private final boolean isNew;

  /**
   * @param isNew whether the context must not be there yet; else it must
   */
  ContextChangeCommand(boolean isNew) {
    this.isNew = isNew;
  }

  @Override
  public Spec spec() {
    String word = isNew ? "create" : "update";
    Spec spec =
        Spec.of(
                "context " + word + " [OPTIONS] CONTEXT",
                isNew ? "Create a context" : "Update a context")
            .arguments(1, 1)
            .details(details(word))
            .flag("description", Kind.STRING, "Description of the context")
            .flag("docker", Kind.PAIRS, "set the docker endpoint (default [])");
    return isNew ? spec.flag("from", Kind.STRING, "create context from a named context") : spec;
  }

  private static String details(String word) {
    return """
    Docker endpoint config:

    NAME                DESCRIPTION
    from                Copy named context's Docker endpoint configuration
    host                Docker endpoint on which to connect
    ca                  Trust certs signed only by this CA
    cert                Path to TLS certificate file
    key                 Path to TLS key file
    skip-tls-verify     Skip TLS certificate validation

    Example:

    $ drydock context %s my-context --description "some description" \
    --docker "host=tcp://myserver:2376,ca=~/ca-file,cert=~/cert-file,key=~/key-file"
    """
        .formatted(word);
  }

  @Override
  protected int run(Call call) {
    var store = new ContextStore(call.session().dockerConfig());
    String name = call.name();
    Optional<EngineContext> before = requireName(store, name);
    Map<String, String> fields = fields(call);
    Optional<EngineContext> source =
        call.arguments()
            .value("from")
            .or(() -> Optional.ofNullable(fields.get("from")))
            .map(each ->
                each.equals(ContextStore.DEFAULT)
                    ? ContextLsCommand.defaultContext(call)
                    : store.get(each));
    String inherited = source.or(() -> before).map(EngineContext::host).orElse("");
    String host = fields.getOrDefault("host", inherited);
    if (host.isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "docker endpoint configuration is required");
    }
    EngineAddress.parse(host, false);
    boolean skip =
        fields.containsKey("skip-tls-verify")
            ? fields.get("skip-tls-verify").equals("true")
            : source.or(() -> before).map(EngineContext::skipTlsVerify).orElse(false);
    String description =
        call.arguments()
            .value("description")
            .or(() -> source.or(() -> before).map(EngineContext::description))
            .orElse("");
    store.put(new EngineContext(name, description, host, skip), files(call, store, source, fields));
    call.out().println(name);
    call.err()
        .println(
            isNew
                ? "Successfully created context \"" + name + "\""
                : "Successfully updated context \"" + name + "\"");
    return 0;
  }

  private Optional<EngineContext> requireName(ContextStore store, String name) {
    if (name.equals(ContextStore.DEFAULT)) {
      throw new DrydockException(ErrorKind.INVALID, "\"default\" is a reserved context name");
    }
    if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.+-]+")) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "context name \""
              + name
              + "\" is invalid, names are validated against regexp"
              + " \"^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$\"");
    }
    if (!isNew) {
      return Optional.of(store.get(name));
    }
    if (store.find(name).isPresent()) {
      throw new DrydockException(ErrorKind.CONFLICT, "context \"" + name + "\" already exists");
    }
    return Optional.empty();
  }

  private static Map<String, String> fields(Call call) {
    var fields = new LinkedHashMap<String, String>();
    for (String text : call.arguments().all("docker")) {
      for (String field : CsvText.fields(text)) {
        int equals = field.indexOf('=');
        String key = equals < 0 ? field : field.substring(0, equals);
        if (equals < 0 || !KNOWN.contains(key)) {
          throw new DrydockException(ErrorKind.INVALID, "unrecognized config key: " + key);
        }
        fields.put(key, field.substring(equals + 1));
      }
    }
    return fields;
  }

  private static Map<String, Path> files(
      Call call, ContextStore store, Optional<EngineContext> source, Map<String, String> fields) {
    var files = new LinkedHashMap<String, Path>();
    FILES.forEach((key, name) -> {
      Optional<Path> copied =
          source.map(each -> store.tlsFolder(each.name()).resolve(name)).filter(Files::exists);
      Optional<Path> given =
          Optional.ofNullable(fields.get(key)).map(path -> call.session().path(home(call, path)));
      given.or(() -> copied).ifPresent(path -> files.put(name, path));
    });
    return files;
  }

  private static String home(Call call, String path) {
    return path.startsWith("~/")
        ? call.session().variable("HOME").orElse("/root") + path.substring(1)
        : path;
  }
}
