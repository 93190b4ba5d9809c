package io.drydock.lint.hadolint;

import static io.drydock.lint.hadolint.RuleBook.error;
import static io.drydock.lint.hadolint.RuleBook.info;
import static io.drydock.lint.hadolint.RuleBook.warning;

import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.lint.Edit;
import io.drydock.lint.Report;
import io.drydock.lint.hadolint.RuleBook.Fault;
import io.drydock.lint.shell.OptionSyntax;
import io.drydock.lint.shell.Options;
import io.drydock.lint.shell.ShellCommand;
import io.drydock.lint.shell.ShellWord;
import java.util.List;
import java.util.Optional;

/** Rules about programs that RUN calls. */
final class RunRules {
  private static final List<String> POINTLESS =
      List.of(
          "free",
          "ifconfig",
          "kill",
          "mount",
          "nano",
          "ps",
          "service",
          "shutdown",
          "ssh",
          "top",
          "vim");
  private static final Tool LN = Tool.of("ln", OptionSyntax.getopt("S", "suffix"));
  private static final Tool USERADD =
      Tool.of(
          "useradd",
          OptionSyntax.getopt(
              "u",
              "uid",
              "b",
              "base-dir",
              "c",
              "comment",
              "d",
              "home-dir",
              "e",
              "expiredate",
              "f",
              "inactive",
              "g",
              "gid",
              "G",
              "groups",
              "k",
              "skel",
              "K",
              "key",
              "p",
              "password",
              "R",
              "root",
              "P",
              "prefix",
              "s",
              "shell",
              "Z",
              "selinux-user"));
  private static final Tool WGET =
      Tool.of(
          "wget",
          OptionSyntax.getopt(
              "O",
              "output-document",
              "P",
              "directory-prefix",
              "o",
              "output-file",
              "a",
              "append-output",
              "U",
              "user-agent",
              "header",
              "e",
              "execute",
              "i",
              "input-file",
              "B",
              "base",
              "t",
              "tries",
              "T",
              "timeout",
              "w",
              "wait",
              "Q",
              "quota",
              "A",
              "accept",
              "R",
              "reject",
              "D",
              "domains",
              "I",
              "include-directories",
              "X",
              "exclude-directories",
              "l",
              "level",
              "user",
              "password",
              "post-data",
              "post-file",
              "ca-certificate"));
  private static final Tool CURL = Tool.of("curl", OptionSyntax.getopt());
  private static final int LONGEST_SHORT_ID = 5;
  private static final String BIN_SH = "/bin/sh";

  private RunRules() {}

  static void addTo(RuleBook book) {
    addCommands(book);
    addDownloads(book);
    book.addForCalls(
            "DL3046",
            warning(
                "useradd with a high user id and without -l",
                "The log of logins is indexed by id; for a high one it takes gigabytes.",
                "useradd -l"),
            USERADD,
            RunRules::highId)
        .addForCalls(
            "DL4005",
            warning(
                "a link replaces /bin/sh",
                "All other programs in the image that use sh get another shell as well.",
                "SHELL sets what RUN uses"),
            LN,
            call ->
                call.operandsFrom(1).stream().anyMatch(each -> each.text().equals(BIN_SH))
                    ? Optional.of(Fault.at(call.location(), "a link replaces /bin/sh"))
                    : Optional.empty())
        .add(
            "DL3059",
            info(
                "RUN follows RUN",
                "Each makes a layer; what the second deletes stays in the first.",
                "join them with &&, unless they should be cached apart"),
            RunRules::consecutive);
  }

  private static void addCommands(RuleBook book) {
    book.addForRuns(
            "DL3001",
            info(
                "the command makes no sense in a build",
                "It manages a running machine, or waits for a person.",
                "leave it out"),
            run ->
                run.commands().stream()
                    .filter(each -> POINTLESS.contains(each.program()))
                    .findFirst()
                    .map(each ->
                        Fault.at(
                            run.location(each), each.program() + " makes no sense in a build")))
        .addForRuns(
            "DL3003",
            warning(
                "cd changes the directory for this RUN only",
                "The next instruction is back where it was, and readers have to keep track.",
                "WORKDIR"),
            run -> named(run, "cd", "cd changes the directory for this RUN only"))
        .add(
            "DL3004",
            error(
                "sudo in a build",
                "A build is root unless USER says otherwise; sudo needs a terminal and hides who"
                    + " runs what.",
                "leave it out, or set USER; in an entrypoint use gosu"),
            RunRules::sudo);
  }

  private static void addDownloads(RuleBook book) {
    book.addForCalls(
            "DL3047",
            info(
                "wget fills the log with its progress",
                "A large download writes thousands of lines.",
                "wget --progress=dot:giga, or -nv"),
            WGET,
            call ->
                isQuiet(call)
                    ? Optional.empty()
                    : Optional.of(
                        Fault.at(call.location(), "wget fills the log with its progress")))
        .add(
            "DL4001",
            warning(
                "both wget and curl are used",
                "Each brings its own libraries; one is enough.",
                "use one of them"),
            (file, report) -> file.stages().forEach(each -> downloaders(each, report)));
  }

  private static Optional<Fault> named(RunStep run, String name, String message) {
    return run.commands().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(each -> Fault.at(run.location(each), message));
  }

  private static void sudo(BuildFile file, Report report) {
    for (Stage stage : file.stages()) {
      boolean root = stage.parent().isEmpty();
      for (Step step : stage.steps()) {
        root &= !(step.instruction() instanceof Instruction.User user && !UserRules.isRoot(user));
        if (step instanceof RunStep run) {
          for (ShellCommand each : run.commands()) {
            if (each.program().equals("sudo")) {
              Fault fault = Fault.at(run.location(each), "sudo in a build");
              fault.with(root ? withoutSudo(run, each) : Optional.empty()).to(report);
            }
          }
        }
      }
    }
  }

  private static Optional<Edit> withoutSudo(RunStep run, ShellCommand command) {
    List<ShellWord> arguments = command.arguments();
    return arguments.isEmpty() || arguments.getFirst().text().startsWith("-")
        ? Optional.empty()
        : run.between(command.words().getFirst().start(), arguments.getFirst().start(), "");
  }

  private static Optional<Fault> highId(Call call) {
    boolean high =
        call.options().values("u", "uid").stream()
            .anyMatch(each -> each.length() > LONGEST_SHORT_ID && each.matches("[0-9]+"));
    return high && !call.options().has("l", "no-log-init")
        ? Optional.of(
            Fault.at(call.location(), "useradd with a high user id and without -l")
                .with(call.run().behind(call.command().words().getFirst(), " -l")))
        : Optional.empty();
  }

  private static boolean isQuiet(Call call) {
    Options options = call.options();
    boolean terse = options.has("n") && options.has("v");
    return terse
        || options.has(
            "progress",
            "q",
            "quiet",
            "nv",
            "no-verbose",
            "o",
            "output-file",
            "a",
            "append-output",
            "version",
            "V",
            "help");
  }

  private static void downloaders(Stage stage, Report report) {
    boolean wget = false;
    boolean curl = false;
    for (RunStep run : Lineages.runs(stage)) {
      boolean before = wget && curl;
      wget |= run.commands().stream().anyMatch(WGET::is);
      curl |= run.commands().stream().anyMatch(CURL::is);
      if (wget && curl && !before) {
        report.at(run.location());
      }
    }
  }

  private static void consecutive(BuildFile file, Report report) {
    for (Stage stage : file.stages()) {
      Optional<RunStep> last = Optional.empty();
      for (Step step : stage.steps()) {
        Optional<RunStep> run =
            step instanceof RunStep each && !each.isOnBuild()
                ? Optional.of(each)
                : Optional.empty();
        if (last.isPresent() && run.isPresent() && areAlike(last.get(), run.get())) {
          report.at(step.location());
        }
        last = run;
      }
    }
  }

  /** Whether both are one command with the same flags, so that joining them is a small step. */
  private static boolean areAlike(RunStep first, RunStep second) {
    return first.node().flags().equals(second.node().flags())
        && first.commands().size() <= 1
        && second.commands().size() <= 1
        && first.run().command().heredocs().isEmpty()
        && second.run().command().heredocs().isEmpty();
  }
}
