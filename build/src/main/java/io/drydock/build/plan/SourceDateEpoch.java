package io.drydock.build.plan;

import io.drydock.build.remote.GitReference;
import io.drydock.build.remote.HttpSource;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.oci.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The argument SOURCE_DATE_EPOCH: seconds since 1970, or whose time to take: {@code context}, a
 * named context, or a stage that consists of one remote ADD on scratch.
 */
record SourceDateEpoch(PlanRequest request, ImageResolver resolver, ShellLexer lexer) {
  private static final String NAME = GlobalArguments.SOURCE_DATE_EPOCH;

  /** The time, empty where none is set or the source has none. */
  Optional<Instant> resolve(Map<String, String> arguments) {
    String value = request.buildArgs().getOrDefault(NAME, arguments.getOrDefault(NAME, ""));
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(value)));
    } catch (NumberFormatException e) {
      return ofSource(value, arguments);
    } catch (DateTimeException e) {
      throw new DrydockException(ErrorKind.INVALID, "invalid " + NAME + ": " + value, e);
    }
  }

  /** Puts the resolved time where the argument is set, or takes the argument away. */
  static void replace(Map<String, String> arguments, Optional<Instant> epoch) {
    arguments.computeIfPresent(
        NAME, (name, value) -> epoch.map(each -> "" + each.getEpochSecond()).orElse(null));
  }

  private Optional<Instant> ofSource(String value, Map<String, String> arguments) {
    if (value.equals("context")) {
      return resolver.made(new Operation.Context(value));
    }
    Optional<NamedContext> context =
        new NamedContexts(request.contexts()).find(value, request.buildPlatform());
    if (context.isPresent()) {
      return made(context.get());
    }
    for (Stage stage : request.dockerfile().stages()) {
      if (stage.isNamed(value)) {
        return ofStage(stage, arguments);
      }
    }
    throw new DrydockException(ErrorKind.INVALID, "invalid " + NAME + ": " + value)
        .withHint("Give a number of seconds, \"context\", or a stage or context by its name.");
  }

  private Optional<Instant> made(NamedContext context) {
    return switch (context) {
      case NamedContext.Files files -> resolver.made(new Operation.Context(files.name()));
      case NamedContext.Git git -> resolver.made(SourceNodes.gitContext(git.remote()));
      case NamedContext.Http http ->
          resolver.made(
              new Operation.Http(http.url(), Optional.empty(), HttpSource.fileName(http.url())));
      case NamedContext.Image _ -> Optional.empty();
      case NamedContext.Layout _ -> Optional.empty();
      case NamedContext.Built _ -> Optional.empty();
    };
  }

  private Optional<Instant> ofStage(Stage stage, Map<String, String> arguments) {
    try {
      if (!lexer.expand(stage.from().base(), arguments).equals("scratch")) {
        throw invalid("stage must use FROM scratch");
      }
      return resolver.made(onlyAdd(stage, new LinkedHashMap<>(arguments)));
    } catch (DrydockException e) {
      throw e.at(stage.from().source().location());
    }
  }

  private Operation onlyAdd(Stage stage, Map<String, String> values) {
    Optional<Operation> source = Optional.empty();
    values.remove(NAME);
    for (Instruction each : stage.instructions()) {
      if (each instanceof Instruction.Arg arg) {
        arg.arguments().forEach(one -> declare(one, values));
      } else if (each instanceof Instruction.Add add && source.isEmpty()) {
        source = Optional.of(source(add, values));
      } else {
        throw invalid("stage must contain nothing but ARG and exactly one remote ADD");
      }
    }
    return source.orElseThrow(() -> invalid("stage must contain exactly one remote ADD"));
  }

  private void declare(Argument argument, Map<String, String> values) {
    String given = request.buildArgs().get(argument.name());
    if (given != null) {
      values.put(argument.name(), given);
    } else {
      argument
          .defaultValue()
          .ifPresent(it -> values.put(argument.name(), lexer.expand(it, values)));
    }
  }

  private Operation source(Instruction.Add add, Map<String, String> values) {
    if (add.transfer().sources().size() != 1 || !add.transfer().inlineFiles().isEmpty()) {
      throw invalid("stage must contain exactly one remote ADD source");
    }
    String source = lexer.expand(add.transfer().sources().getFirst(), values);
    String checksum = lexer.expand(add.checksum(), values);
    Optional<GitReference> git = GitReference.parse(source);
    if (git.isPresent()) {
      return SourceNodes.git(git.get(), add.keepGitDirectory(), checksum);
    }
    if (!HttpSource.matches(source)) {
      throw invalid("stage source must be a single HTTP(S) or Git ADD");
    }
    var uri = HttpSource.uri(source);
    Optional<Digest> digest =
        checksum.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(checksum));
    return new Operation.Http(uri, digest, HttpSource.fileName(uri));
  }

  private static DrydockException invalid(String what) {
    return new DrydockException(ErrorKind.INVALID, NAME + " " + what);
  }
}
