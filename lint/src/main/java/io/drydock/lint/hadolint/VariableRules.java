package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;
import static io.drydock.lint.hadolint.RuleBook.warning;
import static java.util.stream.Collectors.toSet;

import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.lint.hadolint.RuleBook.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about ENV and ARG. */
final class VariableRules {
  private static final Pattern SECRET =
      Pattern.compile(
          ".*(passw(or)?d|passphrase|passwd|secret|token|credential|api_?key|apikey|access_?key"
              + "|private_?key|signing_?key|encryption_?key|ssh_?key|gpg_?key|deploy_?key"
              + "|license_?key|auth_?key|account_?key|shared_?key|_psw|_pwd|_pass|basic_?auth"
              + "|aws_session).*");
  private static final Pattern HARMLESS =
      Pattern.compile(".*(_file|_path|_dir|_url|_uri|_name|_ttl|_length|_endpoint|_expiry)");

  private static final Pattern REFERENCE =
      Pattern.compile("(?<!\\\\)\\$\\{?([A-Za-z_][A-Za-z0-9_]*)");

  private VariableRules() {}

  static void addTo(RuleBook book) {
    book.addForSteps(
            "DL3044",
            error(
                "ENV uses a variable that it only just sets",
                "All values of one ENV see the environment before it, so this one is empty.",
                "set it in an ENV of its own, before"),
            VariableRules::selfReference)
        .addForSteps(
            "DL3064",
            warning(
                "ARG or ENV seems to hold a secret",
                "Values stay in the image's history, for everyone who can pull it.",
                "RUN --mount=type=secret"),
            VariableRules::secret);
  }

  private static Optional<Fault> selfReference(Step step) {
    if (!(step.instruction() instanceof Instruction.Env env)) {
      return Optional.empty();
    }
    var setters = new HashMap<String, Integer>();
    env.pairs().forEach(each -> setters.merge(each.key(), 1, Integer::sum));
    for (Pair pair : env.pairs()) {
      for (String name : references(pair.value())) {
        int others = setters.getOrDefault(name, 0) - (name.equals(pair.key()) ? 1 : 0);
        if (others > 0 && !step.variables().isDeclared(name)) {
          return Optional.of(
              Fault.at(step.location(), "ENV uses a variable that it only just sets: " + name));
        }
      }
    }
    return Optional.empty();
  }

  /** The names of the variables in a value. */
  private static Set<String> references(String value) {
    return REFERENCE.matcher(value).results().map(each -> each.group(1)).collect(toSet());
  }

  private static Optional<Fault> secret(Step step) {
    List<String> names = List.of();
    if (step.instruction() instanceof Instruction.Env env) {
      names = env.pairs().stream().map(Pair::key).toList();
    } else if (step.instruction() instanceof Instruction.Arg arg) {
      names = arg.arguments().stream().map(Argument::name).toList();
    }
    return names.stream()
        .filter(VariableRules::isSecret)
        .findFirst()
        .map(each -> Fault.at(step.location(), "seems to hold a secret: " + each));
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return SECRET.matcher(lower).matches() && !HARMLESS.matcher(lower).matches();
  }
}
