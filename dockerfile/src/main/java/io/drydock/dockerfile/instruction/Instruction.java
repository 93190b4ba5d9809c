package io.drydock.dockerfile.instruction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One instruction of a Dockerfile. All words are as written; nothing is expanded yet. */
public sealed interface Instruction {
  Source source();

  /**
   * FROM: begins a stage.
   *
   * @param base image, stage or named context, variables not expanded
   * @param platform as written, variables not expanded
   * @param name of the stage, in lower case
   * @param nameAsWritten with its casing, for messages and checks
   * @param description from the comment above that starts with the name; empty when there is none
   */
  record From(
      Source source,
      String base,
      Optional<String> platform,
      Optional<String> name,
      Optional<String> nameAsWritten,
      String description)
      implements Instruction {}

  /** ARG: build arguments, several on one line. */
  record Arg(Source source, List<Argument> arguments) implements Instruction {
    public Arg {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * RUN.
   *
   * @param mounts values of {@code --mount}; {@link Mount#parse} reads them once variables are
   *     known
   * @param flagsUsed names of the flags that were given, in order
   */
  record Run(
      Source source,
      CommandLine command,
      List<String> mounts,
      Network network,
      Security security,
      List<String> flagsUsed)
      implements Instruction {
    public Run {
      mounts = List.copyOf(mounts);
      flagsUsed = List.copyOf(flagsUsed);
    }
  }

  /** {@code RUN --network}. */
  enum Network {
    DEFAULT,
    NONE,
    HOST
  }

  /** {@code RUN --security}. */
  enum Security {
    SANDBOX,
    INSECURE
  }

  /**
   * COPY.
   *
   * @param from a stage's name or index, a named context or an image; never expanded
   */
  record Copy(Source source, Transfer transfer, Optional<String> from, boolean parents)
      implements Instruction {}

  /**
   * ADD.
   *
   * @param checksum empty when not given
   * @param unpack absent: archives of a context are unpacked, downloads are not
   */
  record Add(
      Source source,
      Transfer transfer,
      boolean keepGitDirectory,
      String checksum,
      Optional<Boolean> unpack)
      implements Instruction {}

  /** ENV. */
  record Env(Source source, List<Pair> pairs) implements Instruction {
    public Env {
      pairs = List.copyOf(pairs);
    }
  }

  /** LABEL. */
  record Label(Source source, List<Pair> pairs) implements Instruction {
    public Label {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * EXPOSE.
   *
   * @param ports words, sorted: {@code 80}, {@code 80/udp}, {@code 8000-8010}
   */
  record Expose(Source source, List<String> ports) implements Instruction {
    public Expose {
      ports = List.copyOf(ports);
    }
  }

  /**
   * HEALTHCHECK. Durations of zero and zero retries mean the engine's defaults.
   *
   * @param test as an image configuration has it: {@code NONE}, {@code CMD …} or {@code CMD-SHELL
   *     …}
   */
  record Healthcheck(
      Source source,
      List<String> test,
      Duration interval,
      Duration timeout,
      Duration startPeriod,
      Duration startInterval,
      int retries)
      implements Instruction {
    public Healthcheck {
      test = List.copyOf(test);
    }
  }

  /**
   * ONBUILD.
   *
   * @param trigger the instruction as text, heredoc bodies included
   */
  record OnBuild(Source source, String trigger) implements Instruction {}

  /** SHELL: what the shell form of commands is run with. */
  record Shell(Source source, List<String> words) implements Instruction {
    public Shell {
      words = List.copyOf(words);
    }
  }

  /** STOPSIGNAL: a signal's name or number. */
  record StopSignal(Source source, String signal) implements Instruction {}

  /** USER: a name or number, with a group behind a colon if wanted. */
  record User(Source source, String user) implements Instruction {}

  /** VOLUME. */
  record Volume(Source source, List<String> paths) implements Instruction {
    public Volume {
      paths = List.copyOf(paths);
    }
  }

  /** WORKDIR. */
  record Workdir(Source source, String path) implements Instruction {}

  /** CMD. */
  record Cmd(Source source, CommandLine command) implements Instruction {}

  /** ENTRYPOINT. */
  record Entrypoint(Source source, CommandLine command) implements Instruction {}

  /** MAINTAINER: the image's author, long deprecated. */
  record Maintainer(Source source, String author) implements Instruction {}
}
