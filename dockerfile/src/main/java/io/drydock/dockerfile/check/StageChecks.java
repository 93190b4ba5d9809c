package io.drydock.dockerfile.check;

import io.drydock.core.SourceLocation;
import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Transfer;
import io.drydock.dockerfile.text.Quote;
import io.drydock.dockerfile.text.SlashPath;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one stage, instruction by instruction in file order, with the variables in scope.
 * Not thread-safe.
 */
public final class StageChecks {
  private static final Set<String> SECRETS =
      Set.of(
          "apikey",
          "auth",
          "credential",
          "credentials",
          "key",
          "password",
          "pword",
          "passwd",
          "secret",
          "token");

  /** Words that say that a name with one of the above is not itself a secret. */
  private static final Set<String> HARMLESS = Set.of("public", "file", "version");

  private final BuildChecks checks;
  private final CheckLog log;
  private final Map<String, SourceLocation> onlyOnce = new HashMap<>();
  private boolean workdirSet;

  StageChecks(BuildChecks checks, boolean workdirSet) {
    this.checks = checks;
    this.log = checks.log();
    this.workdirSet = workdirSet;
  }

  /**
   * What is known where an instruction begins.
   *
   * @param environment ENV and the ARGs in scope, with their values
   * @param declared names of the ARGs declared so far, also those without a value
   * @param complete whether nothing else is in scope; while the base image is not known, only what
   *     looks like a slip of the keyboard is an undefined variable
   * @param shellSet whether SHELL, here or in the base, has replaced the standard one
   */
  public record Scope(
      Map<String, String> environment, Set<String> declared, boolean complete, boolean shellSet) {}

  /** The checks of a stage that begins with this one, as this one stands now. */
  public StageChecks inherited() {
    return new StageChecks(checks, workdirSet);
  }

  /**
   * Judges the next instruction of the stage.
   *
   * @param location where warnings point: the instruction, or the FROM that brought a trigger along
   */
  public void see(Instruction instruction, SourceLocation location, Scope scope) {
    var words = new WordChecks(checks.lexer(), instruction, location, scope, log);
    words.check();
    if (instruction instanceof Instruction.Cmd cmd) {
      command(cmd, cmd.command(), location, scope);
    } else if (instruction instanceof Instruction.Entrypoint entrypoint) {
      command(entrypoint, entrypoint.command(), location, scope);
    } else if (instruction instanceof Instruction.Healthcheck) {
      once(instruction, location);
    } else if (instruction instanceof Instruction.Workdir workdir) {
      workdir(workdir, location, words);
    } else if (instruction instanceof Instruction.Env env) {
      env(env, location);
    } else if (instruction instanceof Instruction.Arg arg) {
      arg.arguments().forEach(each -> secret("ARG", each.name(), arg, location));
    } else if (instruction instanceof Instruction.Label label) {
      label.pairs().forEach(each -> legacy(each.legacy(), label, location));
    } else if (instruction instanceof Instruction.Expose expose) {
      expose.ports().forEach(each -> ports(words.split(each), expose, location));
    } else if (instruction instanceof Instruction.Copy copy && copy.from().isEmpty()) {
      sources("Copy", copy.transfer(), copy, location, words);
    } else if (instruction instanceof Instruction.Add add) {
      sources("Add", add.transfer(), add, location, words);
    }
  }

  private void command(
      Instruction instruction, CommandLine command, SourceLocation location, Scope scope) {
    once(instruction, location);
    if (command.shellForm() && !scope.shellSet()) {
      log.warn(
          BuildCheck.JSON_ARGS_RECOMMENDED,
          instruction.source(),
          location,
          "JSON arguments recommended for "
              + instruction.source().keyword()
              + " to prevent unintended behavior related to OS signals");
    }
  }

  /** Warns about the earlier one, since that is the one without effect. */
  private void once(Instruction instruction, SourceLocation location) {
    String keyword = instruction.source().keyword();
    @Nullable SourceLocation earlier = onlyOnce.put(keyword.toUpperCase(Locale.ROOT), location);
    if (earlier != null) {
      log.warn(
          BuildCheck.MULTIPLE_INSTRUCTIONS_DISALLOWED,
          instruction.source(),
          earlier,
          "Multiple "
              + keyword
              + " instructions should not be used in the same stage because only the last one will"
              + " be used");
    }
  }

  private void workdir(Instruction.Workdir workdir, SourceLocation location, WordChecks words) {
    String path = words.expand(workdir.path());
    if (!workdirSet && !path.startsWith("/")) {
      log.warn(
          BuildCheck.WORKDIR_RELATIVE_PATH,
          workdir.source(),
          location,
          "Relative workdir "
              + Quote.quote(path)
              + " can have unexpected results if the base image changes");
    }
    workdirSet = true;
  }

  private void env(Instruction.Env env, SourceLocation location) {
    env.pairs()
        .forEach(each -> {
          legacy(each.legacy(), env, location);
          secret("ENV", each.key(), env, location);
        });
  }

  private void legacy(boolean isLegacy, Instruction instruction, SourceLocation location) {
    if (isLegacy) {
      String keyword = instruction.source().keyword();
      log.warn(
          BuildCheck.LEGACY_KEY_VALUE_FORMAT,
          instruction.source(),
          location,
          "\"%1$s key=value\" should be used instead of legacy \"%1$s key value\" format"
              .replace("%1$s", keyword));
    }
  }

  private void secret(
      String keyword, String name, Instruction instruction, SourceLocation location) {
    if (isSecret(name)) {
      log.warn(
          BuildCheck.SECRETS_USED_IN_ARG_OR_ENV,
          instruction.source(),
          location,
          "Do not use ARG or ENV instructions for sensitive data ("
              + keyword
              + " "
              + Quote.quote(name)
              + ")");
    }
  }

  /** Whether a variable of that name probably holds a secret, judged by its words. */
  public static boolean isSecret(String name) {
    boolean secret = false;
    for (String word : name.toLowerCase(Locale.ROOT).split("_", -1)) {
      secret |= SECRETS.contains(word);
      if (HARMLESS.contains(word)) {
        return false;
      }
    }
    return secret;
  }

  private void ports(List<String> ports, Instruction instruction, SourceLocation location) {
    for (String port : ports) {
      String container = port.substring(port.lastIndexOf(':') + 1);
      if (!container.equals(container.toLowerCase(Locale.ROOT))) {
        log.warn(
            BuildCheck.EXPOSE_PROTO_CASING,
            instruction.source(),
            location,
            "Defined protocol '" + port + "' in EXPOSE instruction should be lowercase");
      }
      if (port.lastIndexOf(':') > 0) {
        log.warn(
            BuildCheck.EXPOSE_INVALID_FORMAT,
            instruction.source(),
            location,
            "EXPOSE instruction should not define an IP address or host-port mapping, found '"
                + port
                + "'");
      }
    }
  }

  /** Exceptions in the ignore file may bring back what is below; then nothing is certain. */
  private void sources(
      String verb,
      Transfer transfer,
      Instruction instruction,
      SourceLocation location,
      WordChecks words) {
    if (checks.ignored().isEmpty() || checks.ignored().hasExceptions()) {
      return;
    }
    for (String source : transfer.sources()) {
      String path = SlashPath.clean(words.expand(source));
      boolean isRemote = path.contains(":/") || path.contains("@");
      if (!isRemote && checks.ignored().matches(path.startsWith("/") ? path.substring(1) : path)) {
        log.warn(
            BuildCheck.COPY_IGNORED_FILE,
            instruction.source(),
            location,
            "Attempting to "
                + verb
                + " file "
                + Quote.quote(path)
                + " that is excluded by .dockerignore");
      }
    }
  }
}
