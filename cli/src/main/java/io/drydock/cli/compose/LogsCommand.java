package io.drydock.cli.compose;

import io.drydock.cli.compose.ComposeCall.Containers;
import io.drydock.cli.engine.Moments;
import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.compose.log.LogFollower;
import io.drydock.compose.log.LogQuery;
import io.drydock.compose.log.LogSource;
import io.drydock.compose.log.ProjectLogs;
import io.drydock.compose.request.Labels;
import io.drydock.compose.run.EngineEvent;
import io.drydock.compose.run.EngineEvents;
import io.drydock.core.DrydockException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Shows what the containers of services have written. */
final class LogsCommand extends ComposeCommand {
  @Override
  public Spec spec() {
    return Spec.of("compose logs [OPTIONS] [SERVICE...]", "View output from containers")
        .flag("follow", 'f', Kind.BOOL, "Follow log output")
        .flag("index", Kind.INT, "Index of the container if service has multiple replicas")
        .flag("no-color", Kind.BOOL, "Produce monochrome output")
        .flag("no-log-prefix", Kind.BOOL, "Don't print prefix in logs")
        .flag(
            "since",
            Kind.STRING,
            "Show logs since timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42"
                + " minutes)")
        .flag(
            "tail",
            'n',
            Kind.STRING,
            "Number of lines to show from the end of the logs for each container (default"
                + " \"all\")")
        .flag("timestamps", 't', Kind.BOOL, "Show timestamps")
        .flag(
            "until",
            Kind.STRING,
            "Show logs before a timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42"
                + " minutes)")
        .arguments(0, Spec.ANY);
  }

  @Override
  protected int run(ComposeCall call) throws Exception {
    Arguments arguments = call.arguments();
    var query =
        new LogQuery(
            arguments.on("follow"),
            moment(arguments, "since"),
            moment(arguments, "until"),
            arguments.value("tail", "all"));
    String project = call.projectName();
    LogPrinter printer = printer(call, project);
    if (query.follow()) {
      follow(call, query, printer);
    } else {
      List<LogSource> sources = sources(call);
      printer.expect(sources);
      new ProjectLogs(call.engine()).read(sources, query, printer);
    }
    return 0;
  }

  private static LogPrinter printer(ComposeCall call, String project) {
    Arguments arguments = call.arguments();
    return new LogPrinter(
        new LogPrinter.Style(
            call.colours() && !arguments.on("no-color"),
            !arguments.on("no-log-prefix"),
            arguments.on("timestamps")),
        project,
        call.out(),
        call.out());
  }

  private static List<LogSource> sources(ComposeCall call) {
    int index = call.index();
    return call.containers(Containers.ALL, call.services()).stream()
        .filter(each -> index == 0 || each.number() == index)
        .map(ServiceContainer::source)
        .toList();
  }

  /** Until the containers that run have ended; those that are started meanwhile count too. */
  private static void follow(ComposeCall call, LogQuery query, LogPrinter printer)
      throws InterruptedException {
    Collection<String> services = call.services();
    String begin = String.valueOf(Instant.now().getEpochSecond());
    try (var follower = new LogFollower(call.engine(), printer);
        var _ =
            EngineEvents.open(
                call.engine(),
                call.projectName(),
                event -> {
                  LogSource source = source(event);
                  boolean wanted = services.isEmpty() || services.contains(source.service());
                  boolean numbered = call.index() == 0 || call.index() == source.number();
                  if (event.action().equals("start") && !event.isOneOff() && wanted && numbered) {
                    follower.follow(source, new LogQuery(true, begin, query.until(), "all"));
                  }
                })) {
      List<LogSource> sources = sources(call);
      printer.expect(sources);
      sources.forEach(each -> follower.follow(each, query));
      follower.awaitAll();
    }
  }

  private static LogSource source(EngineEvent event) {
    String number = event.attributes().getOrDefault(Labels.CONTAINER_NUMBER, "0");
    return new LogSource(
        event.containerId(), event.containerName(), event.service(), Integer.parseInt(number));
  }

  private static String moment(Arguments arguments, String flag) {
    try {
      return Moments.of(arguments.value(flag, ""));
    } catch (DrydockException e) {
      throw new DrydockException(
          e.kind(), "invalid value for \"" + flag + "\": " + e.getMessage(), e);
    }
  }
}
