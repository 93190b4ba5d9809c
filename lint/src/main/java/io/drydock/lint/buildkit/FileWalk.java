package io.drydock.lint.buildkit;

import io.drydock.core.DrydockException;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.dockerfile.PlatformArguments;
import io.drydock.dockerfile.check.BuildChecks;
import io.drydock.dockerfile.check.BuildWarning;
import io.drydock.dockerfile.check.StageChecks;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.dockerfile.instruction.Stage;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.lint.DockerfileSource;
import io.drydock.oci.Platform;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the variables through all stages of a file without looking at any image. */
final class FileWalk {
  private final DockerfileSource source;
  private final Map<String, Scope> named = new HashMap<>();
  private Map<String, String> globals = Map.of();
  private ShellLexer lexer = new ShellLexer('\\');

  FileWalk(DockerfileSource source) {
    this.source = source;
  }

  /** What is known at the end of a stage. */
  private static final class Scope {
    final Map<String, String> environment = new HashMap<>();
    final Set<String> declared = new HashSet<>();
    final StageChecks checks;
    final boolean complete;
    boolean shellSet;

    Scope(StageChecks checks, boolean complete) {
      this.checks = checks;
      this.complete = complete;
    }

    Scope inherited() {
      var scope = new Scope(checks.inherited(), complete);
      scope.environment.putAll(environment);
      scope.declared.addAll(declared);
      scope.shellSet = shellSet;
      return scope;
    }
  }

  /** The warnings; none for a part of a file that no build could read. */
  List<BuildWarning> warnings() {
    try {
      Dockerfile file = Dockerfile.parse(source.name(), source.readableText());
      lexer = new ShellLexer(file.directives().escape());
      BuildChecks checks = BuildChecks.of(file, Map.of(), source.ignoreRules());
      checks.file();
      globals = globals(file);
      checks.froms(globals, globals);
      file.stages().forEach(each -> stage(each, checks));
      return checks.warnings();
    } catch (DrydockException e) {
      return List.of();
    }
  }

  private Map<String, String> globals(Dockerfile file) {
    Map<String, String> values =
        PlatformArguments.of(
            Platform.host(), Platform.host(), file.stages().getLast().name().orElse("default"));
    for (Instruction.Arg each : file.metaArgs()) {
      for (Argument argument : each.arguments()) {
        argument
            .defaultValue()
            .ifPresent(value -> values.put(argument.name(), lexer.expand(value, values)));
      }
    }
    return values;
  }

  private void stage(Stage stage, BuildChecks checks) {
    String base = lexer.expand(stage.from().base(), globals);
    Scope parent = named.get(base);
    Scope scope =
        parent == null ? new Scope(checks.stage(), base.equals("scratch")) : parent.inherited();
    scope.environment.putIfAbsent("PATH", "");
    for (Instruction each : stage.instructions()) {
      var known =
          new StageChecks.Scope(scope.environment, scope.declared, scope.complete, scope.shellSet);
      scope.checks.see(each, each.source().location(), known);
      learn(each, scope);
    }
    stage.name().ifPresent(name -> named.put(name, scope));
  }

  private void learn(Instruction instruction, Scope scope) {
    if (instruction instanceof Instruction.Arg arg) {
      for (Argument each : arg.arguments()) {
        scope.declared.add(each.name());
        each.defaultValue()
            .map(value -> lexer.expand(value, scope.environment))
            .or(() -> Optional.ofNullable(globals.get(each.name())))
            .ifPresent(value -> scope.environment.put(each.name(), value));
      }
    } else if (instruction instanceof Instruction.Env env) {
      Map<String, String> before = Map.copyOf(scope.environment);
      for (Pair each : env.pairs()) {
        scope.environment.put(lexer.expand(each.key(), before), lexer.expand(each.value(), before));
      }
    } else if (instruction instanceof Instruction.Shell) {
      scope.shellSet = true;
    }
  }
}
