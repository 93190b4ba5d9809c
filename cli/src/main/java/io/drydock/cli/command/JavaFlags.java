package io.drydock.cli.command;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Session;
import io.drydock.cli.frame.Spec;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.javaapp.JavaOptions;
import io.drydock.javaapp.JavaOptions.RuntimeSource;
import java.util.HashMap;
import java.util.Map;

/** The flags of commands about Java applications. */
final class JavaFlags {
  private JavaFlags() {}

  static Spec add(Spec spec) {
    return addRuntime(spec)
        .flag("argument", Kind.STRING_ARRAY, "Argument of the main class, as CMD")
        .flag(
            "base", Kind.STRING, "Image to build upon (default \"gcr.io/distroless/cc-debian13\")")
        .flag("env", Kind.STRING_ARRAY, "Environment variable of the image (NAME=VALUE)")
        .flag("expose", Kind.STRING_ARRAY, "Port that the application listens on")
        .flag("jvm-flag", Kind.STRING_ARRAY, "Flag of the Java virtual machine")
        .flag(
            "runtime",
            Kind.STRING,
            "Where java comes from: \"linked\" from a JDK's modules, or \"base\" for the base image's (default \"linked\")")
        .flag(
            "user",
            Kind.STRING,
            "User to run as (default \"65532:65532\", or with --base that image's)");
  }

  static Spec addRuntime(Spec spec) {
    return spec.flag(
            "add-modules",
            Kind.STRINGS,
            "Modules that the application needs besides those that its classes tell of")
        .flag(
            "dependency",
            Kind.STRING_ARRAY,
            "Library: a jar or a directory of jars, if the application does not name its own")
        .flag(
            "jdk", Kind.STRING, "JDK to link the runtime from (default: the one that runs Drydock)")
        .flag("main-class", Kind.STRING, "Class to start (default: the jar's, or the only one)");
  }

  static JavaOptions options(Session session, Arguments arguments) {
    return new JavaOptions(
        arguments.value("base", ""),
        runtime(arguments.value("runtime", "linked")),
        arguments.value("jdk").map(session::path),
        arguments.all("add-modules"),
        arguments.value("main-class", ""),
        arguments.all("jvm-flag"),
        arguments.all("argument"),
        arguments.all("dependency").stream().map(session::path).toList(),
        arguments.value("user", ""),
        arguments.all("expose"),
        environment(arguments));
  }

  private static RuntimeSource runtime(String word) {
    return switch (word) {
      case "linked" -> RuntimeSource.LINKED;
      case "base" -> RuntimeSource.BASE;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID, "--runtime is \"linked\" or \"base\", not \"" + word + "\"");
    };
  }

  private static Map<String, String> environment(Arguments arguments) {
    var environment = new HashMap<String, String>();
    for (String each : arguments.all("env")) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw new DrydockException(ErrorKind.INVALID, "--env " + each + ": expected NAME=VALUE");
      }
      environment.put(each.substring(0, equals), each.substring(equals + 1));
    }
    return environment;
  }
}
