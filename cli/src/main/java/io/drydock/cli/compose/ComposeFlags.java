package io.drydock.cli.compose;

import io.drydock.cli.frame.Arguments;
import io.drydock.cli.frame.Flag.Kind;
import io.drydock.cli.frame.Spec;
import io.drydock.composefile.find.ProjectOptions;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the flags of the group say, with the variables that stand for them: which files, which
 * project, how to show progress.
 */
public final class ComposeFlags {
  private static final List<String> ANSI = List.of("auto", "always", "never");

  private final Arguments arguments;
  private final Map<String, String> environment;

  /**
   * @param environment this process' variables, with those of the project's environment files whose
   *     names start with {@code COMPOSE_}
   */
  ComposeFlags(Arguments arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.environment = environment;
  }

  /** The flags that stand before or after the command's name. */
  public static Spec spec() {
    return Spec.of("compose [OPTIONS] COMMAND", "Define and run applications of several containers")
        .flagsFirst()
        .flag("all-resources", Kind.BOOL, "Include all resources, even those not used by services")
        .flag(
            "ansi",
            Kind.STRING,
            "Control when to print ANSI control characters (\"never\"|\"always\"|\"auto\")"
                + " (default \"auto\")")
        .flag(
            "compatibility",
            Kind.BOOL,
            "Name containers with underscores, as the first release of compose did")
        .flag("dry-run", Kind.BOOL, "Show what would be done, and why, without doing it")
        .flag("env-file", Kind.STRING_ARRAY, "Specify an alternate environment file")
        .flag("file", 'f', Kind.STRING_ARRAY, "Compose configuration files; - for standard input")
        .flag("parallel", Kind.INT, "Control max parallelism, -1 for unlimited (default -1)")
        .flag("profile", Kind.STRING_ARRAY, "Specify a profile to enable; * for all")
        .flag(
            "progress",
            Kind.STRING,
            "Set type of progress output (auto, tty, plain, json, quiet) (default \"auto\")")
        .flag(
            "project-directory",
            Kind.STRING,
            "Specify an alternate working directory (default: the path of the first specified"
                + " Compose file)")
        .flag("project-name", 'p', Kind.STRING, "Project name")
        .flag("verbose", Kind.BOOL, "Show more output")
        .flag("version", 'v', Kind.BOOL, "Show the version of compose");
  }

  /** What is said of the project itself; the rest is found. */
  ProjectOptions project() {
    return new ProjectOptions(
        arguments.all("file"),
        arguments.value("project-directory"),
        nameFlag(),
        arguments.all("profile"),
        arguments.all("env-file"));
  }

  /** The name of {@code --project-name}. */
  Optional<String> nameFlag() {
    return arguments.value("project-name").filter(each -> !each.isEmpty());
  }

  /** How many things of one kind are done at once; 0 for no bound. */
  int parallel() {
    int given = arguments.number("parallel", 0);
    if (!arguments.given("parallel") && variable("COMPOSE_PARALLEL_LIMIT").isPresent()) {
      String text = variable("COMPOSE_PARALLEL_LIMIT").get();
      try {
        given = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new DrydockException(
            ErrorKind.INVALID,
            "COMPOSE_PARALLEL_LIMIT must be an integer (found: \"" + text + "\")",
            e);
      }
    }
    return Math.max(0, given);
  }

  boolean dryRun() {
    return arguments.on("dry-run");
  }

  boolean allResources() {
    return arguments.on("all-resources");
  }

  /**
   * @throws DrydockException of kind UNSUPPORTED for names as the first release of compose gave
   *     them
   */
  void refuseWhatIsNot() {
    if (arguments.given("compatibility")
        ? arguments.on("compatibility")
        : isTrue("COMPOSE_COMPATIBILITY")) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED,
          "--compatibility is not supported: containers are named with dashes");
    }
    if (arguments.on("menu")) {
      throw new DrydockException(
          ErrorKind.UNSUPPORTED, "--menu is not supported: use --watch, or another terminal");
    }
  }

  boolean ignoresOrphans() {
    return isTrue("COMPOSE_IGNORE_ORPHANS");
  }

  boolean removesOrphans() {
    return arguments.given("remove-orphans")
        ? arguments.on("remove-orphans")
        : isTrue("COMPOSE_REMOVE_ORPHANS");
  }

  /** Whether progress goes to standard output, which it usually leaves to results. */
  boolean progressOnOutput() {
    return isTrue("COMPOSE_STATUS_STDOUT");
  }

  /**
   * {@code auto}, {@code tty}, {@code plain}, {@code json} or {@code quiet}.
   *
   * @throws DrydockException of kind INVALID for any other
   */
  String progress() {
    String mode = arguments.value("progress").or(() -> variable("COMPOSE_PROGRESS")).orElse("auto");
    return switch (mode) {
      case "none" -> "quiet";
      case "auto", "tty", "plain", "json", "quiet" -> mode;
      default ->
          throw new DrydockException(
              ErrorKind.INVALID,
              "unsupported --progress value \""
                  + mode
                  + "\": give auto, tty, plain, json or quiet");
    };
  }

  /**
   * Whether control characters may be printed, for colours and for drawing over lines.
   *
   * @param terminal whether the stream is one
   */
  boolean ansi(boolean terminal) {
    String when = arguments.value("ansi").or(() -> variable("COMPOSE_ANSI")).orElse("auto");
    if (!ANSI.contains(when)) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "invalid value for --ansi: \"" + when + "\": give auto, always or never");
    }
    return when.equals("auto") ? terminal && variable("NO_COLOR").isEmpty() : when.equals("always");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private boolean isTrue(String name) {
    return switch (variable(name).orElse("")) {
      case "1", "t", "T", "true", "TRUE", "True", "y", "Y", "yes" -> true;
      default -> false;
    };
  }
}
