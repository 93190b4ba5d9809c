package io.drydock.cli.command;

import io.drydock.build.options.BuildOptions;
import io.drydock.build.options.BuildOptions.CacheOptions;
import io.drydock.build.options.BuildOptions.RunOptions;
import io.drydock.build.options.BuildOptions.Source;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flags of {@code build} as options of a build. */
final class BuildFlags {
  private final Session session;
  private final Arguments arguments;

  private BuildFlags(Session session, Arguments arguments) {
    this.session = session;
    this.arguments = arguments;
  }

  static BuildOptions options(Session session, Arguments arguments) {
    return new BuildFlags(session, arguments).options();
  }

  private BuildOptions options() {
    return BuildOptions.of(
            new Source(arguments.argument(0), arguments.value("file"), Optional.empty()))
        .contexts(contexts())
        .target(arguments.value("target", ""))
        .buildArgs(buildArgs())
        .labels(labels())
        .tags(arguments.all("tag"))
        .platforms(arguments.all("platform"))
        .cache(
            new CacheOptions(
                arguments.on("no-cache"), arguments.all("no-cache-filter"), List.of(), List.of()))
        .run(
            new RunOptions(
                arguments.value("network", "default"),
                arguments.all("add-host"),
                arguments.value("shm-size", ""),
                List.of(),
                List.of()))
        .secrets(arguments.all("secret"))
        .ssh(arguments.all("ssh"))
        .outputs(arguments.all("output"))
        .build();
  }

  /** An argument without a value takes it from the environment, if it is there. */
  private Map<String, String> buildArgs() {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all("build-arg")) {
      int equals = each.indexOf('=');
      if (equals >= 0) {
        values.put(each.substring(0, equals), each.substring(equals + 1));
      } else if (session.environment().containsKey(each)) {
        values.put(each, session.environment().getOrDefault(each, ""));
      }
    }
    return values;
  }

  private Map<String, String> labels() {
    var values = new LinkedHashMap<String, String>();
    for (String each : arguments.all("label")) {
      int equals = each.indexOf('=');
      values.put(
          equals < 0 ? each : each.substring(0, equals),
          equals < 0 ? "" : each.substring(equals + 1));
    }
    return values;
  }

  private Map<String, String> contexts() {
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
}
