package io.drydock.dockerfile.check;

import io.drydock.core.DrydockException;
import io.drydock.core.Suggestion;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.shell.ShellLexer;
import io.drydock.dockerfile.text.Quote;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The checks of what FROM says, with the values of variables.
 *
 * @param declared names that FROM may use
 */
record FromChecks(ShellLexer lexer, Set<String> declared, CheckLog log) {
  private static final String TARGET = "TARGETPLATFORM";

  /** Whether the base would be possible without any build argument. */
  void defaults(Instruction.From from, Map<String, String> defaults) {
    if (!isReference(lexer.expand(from.base(), defaults))) {
      log.warn(
          BuildCheck.INVALID_DEFAULT_ARG_IN_FROM,
          from.source(),
          "Default value for ARG " + from.base() + " results in empty or invalid base image name");
    }
  }

  private static boolean isReference(String text) {
    try {
      ImageReference.parse(text);
      return true;
    } catch (DrydockException e) {
      return false;
    }
  }

  /** Whether base and platform use what is declared, and a platform makes sense. */
  void values(Instruction.From from, Map<String, String> arguments) {
    undeclared(from, lexer.process(from.base(), arguments).unmatched());
    if (from.platform().isPresent()) {
      ShellLexer.Result platform = lexer.process(from.platform().get(), arguments);
      undeclared(from, platform.unmatched());
      redundant(from, platform, arguments);
      constant(from, platform);
    }
  }

  private void undeclared(Instruction.From from, Set<String> unmatched) {
    for (String name : unmatched) {
      if (!declared.contains(name)) {
        String meant =
            Suggestion.closest(name, List.copyOf(declared))
                .map(each -> " (did you mean " + each + "?)")
                .orElse("");
        log.warn(
            BuildCheck.UNDEFINED_ARG_IN_FROM,
            from.source(),
            "FROM argument '" + name + "' is not declared" + meant);
      }
    }
  }

  private void redundant(
      Instruction.From from, ShellLexer.Result platform, Map<String, String> arguments) {
    if (platform.unmatched().isEmpty()
        && platform.matched().equals(Set.of(TARGET))
        && platform.text().equals(arguments.get(TARGET))) {
      log.warn(
          BuildCheck.REDUNDANT_TARGET_PLATFORM,
          from.source(),
          "Setting platform to predefined "
              + from.platform().orElse("")
              + " in FROM is redundant as this is the default behavior");
    }
  }

  /** A stage whose name speaks of the platform may well be meant for only that one. */
  private void constant(Instruction.From from, ShellLexer.Result platform) {
    if (!platform.matched().isEmpty() || !platform.unmatched().isEmpty()) {
      return;
    }
    String name = from.name().orElse("");
    try {
      Platform parsed = Platform.parse(platform.text());
      if (!name.contains(parsed.os()) && !name.contains(parsed.architecture())) {
        log.warn(
            BuildCheck.FROM_PLATFORM_FLAG_CONST_DISALLOWED,
            from.source(),
            "FROM --platform flag should not use constant value " + Quote.quote(platform.text()));
      }
    } catch (DrydockException e) {
      // No platform at all: whoever uses it says so.
    }
  }
}
