package io.drydock.lint.guide;

import io.drydock.dockerfile.check.StageChecks;
import io.drydock.dockerfile.instruction.Argument;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Pair;
import io.drydock.lint.Report;
import io.drydock.lint.Severity;
import io.drydock.lint.guide.GuideBook.Advice;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Secrets that end up in an image. */
public final class SecretRules {
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "[a-z][a-z0-9+.-]*://[^/\\s:@$]+:[^/\\s@$]+@"
              + "|\\bAKIA[0-9A-Z]{16}\\b"
              + "|\\bgh[pousr]_[A-Za-z0-9]{20,}|\\bgithub_pat_|\\bglpat-|\\bxox[abprs]-"
              + "|\\bsk[-_](live|test)[-_]|\\beyJ[A-Za-z0-9_-]{10,}\\.|-----BEGIN [A-Z ]*PRIVATE KEY");
  private static final Pattern SECRET_FILE =
      Pattern.compile(
          "(\\.env(\\..+)?|\\.npmrc|\\.pypirc|\\.netrc|\\.git-credentials|\\.dockercfg|\\.ssh|\\.aws"
              + "|id_(rsa|dsa|ecdsa|ed25519)|.*\\.(pem|p12|pfx|key|keystore)|credentials(\\.json)?"
              + "|kubeconfig|service-account.*\\.json|secrets?\\.(ya?ml|json|env))");
  private static final Pattern EXAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|pub)");

  private SecretRules() {}

  static void addTo(GuideBook book) {
    book.add(
            "DD007",
            Severity.WARNING,
            new Advice(
                "A secret is written into the image",
                "ARG, ENV and LABEL stay in the image's history and configuration for everyone who can pull it.",
                "Keep only safe defaults in ENV; inject secrets at run time, or mount them for one RUN with --mount=type=secret."),
            SecretRules::values)
        .add(
            "DD008",
            Severity.ERROR,
            new Advice(
                "A file with secrets is copied into the image",
                "It stays in the layer even when a later one removes it.",
                "Mount it where it is needed: RUN --mount=type=secret,id=NAME; list it in .dockerignore."),
            SecretRules::files);
  }

  /** Whether the text holds something that looks like a credential. */
  public static boolean isCredential(String value) {
    return CREDENTIAL.matcher(value).find();
  }

  private static void values(GuideFile file, Report report) {
    for (Instruction each : file.source().instructions()) {
      if (each instanceof Instruction.Env env) {
        env.pairs().forEach(pair -> value("ENV", pair, env, report));
      } else if (each instanceof Instruction.Label label) {
        label.pairs().stream()
            .filter(pair -> isCredential(pair.value()))
            .forEach(pair -> report(pair.key(), "LABEL", label, report));
      } else if (each instanceof Instruction.Arg arg) {
        for (Argument argument : arg.arguments()) {
          if (StageChecks.isSecret(argument.name())
              || argument.defaultValue().filter(SecretRules::isCredential).isPresent()) {
            report(argument.name(), "ARG", arg, report);
          }
        }
      }
    }
  }

  private static void value(String keyword, Pair pair, Instruction instruction, Report report) {
    String value = pair.value().replace("\"", "").replace("'", "");
    boolean given = !value.isEmpty() && !value.startsWith("$") && !value.startsWith("/");
    if (isCredential(value) || (given && StageChecks.isSecret(pair.key()))) {
      report(pair.key(), keyword, instruction, report);
    }
  }

  private static void report(String name, String keyword, Instruction instruction, Report report) {
    report.at(
        instruction.source().location(),
        keyword
            + " "
            + name
            + " puts a secret into the image's history; inject it at run time or mount it with"
            + " --mount=type=secret");
  }

  private static void files(GuideFile file, Report report) {
    for (Instruction each : file.source().instructions()) {
      List<String> sources =
          switch (each) {
            case Instruction.Copy copy when copy.from().isEmpty() -> copy.transfer().sources();
            case Instruction.Add add -> add.transfer().sources();
            default -> List.of();
          };
      for (String source : sources) {
        if (isSecretFile(source)) {
          report.at(
              each.source().location(),
              "\""
                  + source
                  + "\" probably holds secrets, and everyone who pulls the image gets them");
        }
      }
    }
  }

  private static boolean isSecretFile(String path) {
    String clean = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String name = clean.substring(clean.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return SECRET_FILE.matcher(name).matches() && !EXAMPLE.matcher(name).matches();
  }
}
