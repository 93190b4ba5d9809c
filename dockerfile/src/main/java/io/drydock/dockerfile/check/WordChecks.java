package io.drydock.dockerfile.check;

import io.drydock.core.SourceLocation;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.InlineFile;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.dockerfile.instruction.Transfer;
import io.drydock.dockerfile.shell.ShellLexer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks for undefined variables in the words of one instruction. */
final class WordChecks {
  /** Arguments that speak to the builder; they are never variables. */
  private static final Set<String> SCANNER_SETTINGS =
      Set.of("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE");

  private final ShellLexer lexer;
  private final Instruction instruction;
  private final SourceLocation location;
  private final StageChecks.Scope scope;
  private final CheckLog log;

  /** Names that the instruction itself has declared so far. */
  private final Set<String> declaredHere = new HashSet<>();

  WordChecks(
      ShellLexer lexer,
      Instruction instruction,
      SourceLocation location,
      StageChecks.Scope scope,
      CheckLog log) {
    this.lexer = lexer;
    this.instruction = instruction;
    this.location = location;
    this.scope = scope;
    this.log = log;
  }

  /** Looks through all words of the instruction in which the builder replaces variables. */
  void check() {
    if (instruction instanceof Instruction.Run run) {
      run.mounts().forEach(this::mount);
    } else if (instruction instanceof Instruction.Copy copy) {
      transfer(copy.transfer());
    } else if (instruction instanceof Instruction.Add add) {
      transfer(add.transfer());
      word(add.checksum());
    } else if (instruction instanceof Instruction.Env env) {
      pairs(env.pairs());
    } else if (instruction instanceof Instruction.Label label) {
      pairs(label.pairs());
    } else if (instruction instanceof Instruction.Arg arg) {
      arg.arguments().forEach(this::argument);
    } else if (instruction instanceof Instruction.Workdir workdir) {
      word(workdir.path());
    } else if (instruction instanceof Instruction.User user) {
      word(user.user());
    } else if (instruction instanceof Instruction.Volume volume) {
      volume.paths().forEach(this::word);
    } else if (instruction instanceof Instruction.StopSignal signal) {
      word(signal.signal());
    }
  }

  private void mount(String mount) {
    if (mount.indexOf('$') >= 0) {
      Mount.parse(
          mount,
          word -> {
            word(word);
            return expand(word);
          });
    }
  }

  private void transfer(Transfer transfer) {
    word(transfer.chown());
    word(transfer.chmod());
    transfer.sources().forEach(this::word);
    word(transfer.destination());
    for (InlineFile each : transfer.inlineFiles()) {
      if (each.expand()) {
        word(each.content(), new ShellLexer('\\').withoutQuoteProcessing());
      }
    }
  }

  private void pairs(List<Pair> pairs) {
    for (Pair each : pairs) {
      word(each.key());
      word(each.value());
    }
  }

  private void argument(Argument argument) {
    argument.defaultValue().ifPresent(this::word);
    declaredHere.add(argument.name());
  }

  private void word(String word) {
    word(word, lexer);
  }

  private void word(String word, ShellLexer how) {
    if (word.indexOf('$') >= 0) {
      how.process(word, scope.environment()).unmatched().forEach(this::undefined);
    }
  }

  private void undefined(String name) {
    if (scope.declared().contains(name)
        || declaredHere.contains(name)
        || SCANNER_SETTINGS.contains(name)) {
      return;
    }
    String meant =
        Suggestion.closest(name, List.copyOf(scope.environment().keySet()))
            .map(each -> " (did you mean $" + each + "?)")
            .orElse("");
    if (meant.isEmpty() && !scope.complete()) {
      return;
    }
    log.warn(
        BuildCheck.UNDEFINED_VAR,
        instruction.source(),
        location,
        "Usage of undefined variable '$" + name + "'" + meant);
  }

  /** The word with the variables in scope replaced. */
  String expand(String word) {
    return word.isEmpty() ? word : lexer.expand(word, scope.environment());
  }

  /** The words that the word becomes. */
  List<String> split(String word) {
    return lexer.split(word, scope.environment());
  }
}
