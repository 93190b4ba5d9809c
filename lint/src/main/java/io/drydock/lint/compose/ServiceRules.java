package io.drydock.lint.compose;

import io.drydock.core.SourceLocation;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.compose.ComposeRules.Advice;
import io.drydock.lint.compose.ComposeSource.Service;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How well a service is looked after. */
final class ServiceRules {
  private static final Set<String> DATABASES =
      Set.of(
          "postgres",
          "mysql",
          "mariadb",
          "mongo",
          "elasticsearch",
          "cassandra",
          "couchdb",
          "influxdb");
  private static final Set<String> ONE_SHOT = Set.of("no", "\"no\"");

  private ServiceRules() {}

  static void addTo(ComposeRules rules) {
    rules
        .add(
            "DC002",
            Severity.INFO,
            new Advice(
                "The service has no health check",
                "Others cannot wait until it works, and nobody sees it hang.",
                "Add healthcheck: with test, interval, timeout and retries; pg_isready, redis-cli ping or mysqladmin ping for stores."),
            ServiceRules::health)
        .add(
            "DC003",
            Severity.INFO,
            new Advice(
                "The service has no memory limit",
                "One service that leaks takes the machine, and all others, down.",
                "Set deploy.resources.limits.memory, or mem_limit."),
            ServiceRules::limits)
        .add(
            "DC004",
            Severity.WARNING,
            new Advice(
                "The image is not pinned to a version",
                "\"latest\", or no tag, is another image tomorrow: nobody can tell which build runs, or roll back.",
                "Pin an exact version, as in postgres:16.4, or for own images the commit."),
            ServiceRules::image)
        .add(
            "DC008",
            Severity.INFO,
            new Advice(
                "depends_on does not wait until the service works",
                "The list form only waits for the start, so the first requests fail.",
                "Give each a condition: service_healthy."),
            ServiceRules::order)
        .add(
            "DC010",
            Severity.WARNING,
            new Advice(
                "The version key is obsolete", "Compose ignores it and warns.", "Remove the line."),
            ServiceRules::version)
        .add(
            "DC011",
            Severity.INFO,
            new Advice(
                "A database keeps its data in the container",
                "The data are gone when the container is replaced.",
                "Mount a named volume where the database writes."),
            ServiceRules::data)
        .add(
            "DC015",
            Severity.WARNING,
            new Advice(
                "Health checks are switched off",
                "What the image's author set up to see the service hang is lost.",
                "Leave disable: true out, or give a test of your own."),
            ServiceRules::disabled);
  }

  private static void health(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      boolean oneShot =
          each.body().text("restart").filter(text -> ONE_SHOT.contains(text.value())).isPresent();
      boolean unknown = each.body().has("extends");
      if (!each.body().has("healthcheck") && !oneShot && !unknown) {
        report.at(each.location(), "\"" + each.name() + "\" has no healthcheck");
      }
    }
  }

  private static void limits(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      boolean deployed =
          each.body()
              .map("deploy")
              .flatMap(deploy -> deploy.map("resources"))
              .flatMap(resources -> resources.map("limits"))
              .filter(limits -> limits.has("memory"))
              .isPresent();
      if (!deployed && !each.body().has("mem_limit") && !each.body().has("extends")) {
        report.at(each.location(), "\"" + each.name() + "\" may take all of the machine's memory");
      }
    }
  }

  private static void image(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      Optional<YamlMap.Text> image = each.body().text("image");
      if (image.isEmpty() || each.body().has("build")) {
        continue;
      }
      String name = image.get().value();
      String last = name.substring(name.lastIndexOf('/') + 1);
      boolean latest = last.endsWith(":latest") || (!last.contains(":") && !last.contains("@"));
      if (latest && !name.contains("$")) {
        report.at(
            image.get().location(), "\"" + name + "\" changes without warning; pin a version");
      }
    }
  }

  private static void order(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      for (YamlMap.Text other : each.body().texts("depends_on")) {
        report.at(
            other.location(),
            "\""
                + each.name()
                + "\" starts before \""
                + other.value()
                + "\" works; use condition: service_healthy");
      }
    }
  }

  private static void version(ComposeSource source, Report report) {
    Optional<SourceLocation> version = source.root().key("version");
    if (version.isPresent() && source.root().has("services")) {
      SourceLocation place = version.get();
      int start = offset(source.text(), place.line());
      int end = offset(source.text(), place.line() + 1);
      report.at(place, "The key \"version\" is ignored", new Edit(start, end, ""));
    }
  }

  private static int offset(String text, int line) {
    int offset = 0;
    for (int i = 1; i < line; i++) {
      int end = text.indexOf('\n', offset);
      if (end < 0) {
        return text.length();
      }
      offset = end + 1;
    }
    return offset;
  }

  private static void data(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      String image = each.body().text("image").map(YamlMap.Text::value).orElse("");
      String name = image.substring(image.lastIndexOf('/') + 1).split("[:@]", 2)[0];
      List<?> volumes = each.body().list("volumes");
      if (DATABASES.contains(name) && volumes.isEmpty() && !each.body().has("tmpfs")) {
        report.at(each.location(), "\"" + each.name() + "\" loses its data with its container");
      }
    }
  }

  private static void disabled(ComposeSource source, Report report) {
    for (Service each : source.services()) {
      each.body()
          .map("healthcheck")
          .filter(check -> check.isTrue("disable"))
          .flatMap(check -> check.key("disable"))
          .ifPresent(
              place -> report.at(place, "\"" + each.name() + "\" switches its health check off"));
    }
  }
}
