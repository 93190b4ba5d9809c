package io.drydock.build.options;

import io.drydock.build.BuildContext;
import io.drydock.build.Invocation;
import io.drydock.build.input.BuildInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a build was asked for, in the words of its provenance. */
final class InvocationReader {
  private InvocationReader() {}

  static Invocation read(BuildOptions options, Surroundings surroundings, BuildInput input) {
    String context = options.source().context();
    boolean remote = context.contains("://") || context.startsWith("git@");
    Optional<Path> directory =
        input.context() instanceof BuildContext.Directory local && tellsCheckout(surroundings)
            ? Optional.of(local.path())
            : Optional.empty();
    return new Invocation(
        remote ? context : "",
        remote ? Optional.empty() : directory,
        fileName(options, input),
        source(surroundings, input),
        arguments(options),
        ids("secret", options.secrets()),
        ids("ssh", options.ssh()));
  }

  /** The path in a remote context; of a local one nobody else knows the directories. */
  private static String fileName(BuildOptions options, BuildInput input) {
    Path name = Path.of(options.source().file().orElse(input.dockerfile().name()));
    return String.valueOf(name.getFileName());
  }

  /** The text itself where it is a file, else what was read of it. */
  private static String source(Surroundings surroundings, BuildInput input) {
    try {
      Path file = surroundings.path(input.dockerfile().name());
      return Files.isRegularFile(file) ? Files.readString(file) : input.dockerfile().print();
    } catch (IOException e) {
      return input.dockerfile().print();
    }
  }

  /** As buildx has it: BUILDX_GIT_INFO=false keeps the commit to oneself. */
  private static boolean tellsCheckout(Surroundings surroundings) {
    return surroundings
        .variable("BUILDX_GIT_INFO")
        .filter(value -> value.equals("0") || value.equalsIgnoreCase("false"))
        .isEmpty();
  }

  private static Map<String, String> arguments(BuildOptions options) {
    var arguments = new TreeMap<String, String>();
    options.buildArgs().forEach((name, value) -> arguments.put("build-arg:" + name, value));
    options.labels().forEach((name, value) -> arguments.put("label:" + name, value));
    options.contexts().forEach((name, value) -> arguments.put("context:" + name, value));
    if (!options.target().isEmpty()) {
      arguments.put("target", options.target());
    }
    if (options.cache().none()) {
      arguments.put("no-cache", "");
    }
    if (!options.run().network().equals("default")) {
      arguments.put("force-network-mode", options.run().network());
    }
    return arguments;
  }

  private static List<String> ids(String flag, List<String> values) {
    return values.stream()
        .map(each -> each.contains("=") && flag.equals("secret") ? secretId(each) : sshId(each))
        .toList();
  }

  private static String secretId(String value) {
    return Fields.parse("secret", value).get("id").orElse("");
  }

  private static String sshId(String value) {
    int equals = value.indexOf('=');
    return equals < 0 ? value : value.substring(0, equals);
  }
}
