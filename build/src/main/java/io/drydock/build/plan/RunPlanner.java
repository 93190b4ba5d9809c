package io.drydock.build.plan;

import io.drydock.dockerfile.instruction.CommandLine;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.parser.Heredoc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans RUN. */
record RunPlanner(StageWork work, Step step) {
  private static final String SCRIPTS = "/dev/pipes";
  private static final String AGENT = "SSH_AUTH_SOCK";
  private static final Set<String> PROXIES =
      Set.of("http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy");

  void plan(Instruction.Run run) {
    StageResult result = work.result();
    CommandLine command = run.command();
    var mounts = new ArrayList<RunMount>();
    List<String> words = words(command, mounts);
    List<String> args =
        command.shellForm() ? StepPlanner.withShell(result.image, words) : command.words();
    mounts.addAll(new MountPlanner(work, step).mounts(run));
    List<String> cacheEnv = environment(mounts);
    PlanRequest.RunDefaults defaults = work.scope().request().runDefaults();
    var operation =
        new Operation.Run(
            result.root,
            args,
            withProxies(cacheEnv),
            cacheEnv,
            result.workingDirectory(),
            result.image.user,
            mounts,
            network(run, defaults),
            run.security() == Instruction.Security.INSECURE,
            defaults.extraHosts(),
            work.scope().hostname(),
            defaults.shmBytes(),
            result.platform,
            defaults.limits());
    work.layer(operation, step, title(command, mounts), "RUN " + createdBy(args) + " # buildkit");
  }

  /** The command's words; a script with an interpreter of its own becomes a file. */
  private List<String> words(CommandLine command, List<RunMount> mounts) {
    Optional<Heredoc> script = command.script();
    if (script.isEmpty()) {
      return command.wordsWithHeredocs();
    }
    String text = script.get().text();
    if (!text.startsWith("#!") || work.result().platform.os().equals("windows")) {
      return List.of(text);
    }
    String name = script.get().name();
    Node file =
        work.scope()
            .sources()
            .of(
                new Operation.Inline(name, text, 0755),
                "[internal] preparing inline document",
                Optional.of(step.location()));
    mounts.add(new RunMount.Bind(file, "", SCRIPTS, false));
    return List.of(SCRIPTS + "/" + name);
  }

  private List<String> environment(List<RunMount> mounts) {
    Map<String, String> variables = work.result().env;
    var env = new ArrayList<String>(variables.size());
    variables.forEach((name, value) -> env.add(name + "=" + value));
    for (RunMount each : mounts) {
      if (each instanceof RunMount.Ssh ssh && !variables.containsKey(AGENT)) {
        env.add(AGENT + "=" + ssh.target());
        break;
      }
    }
    return env;
  }

  /** Proxies that the user gave are there without being declared, but are no part of the result. */
  private List<String> withProxies(List<String> env) {
    var more = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> each : work.scope().buildArgs().entrySet()) {
      String lower = each.getKey().toLowerCase(Locale.ROOT);
      if (PROXIES.contains(lower)) {
        more.put(lower, each.getValue());
        more.put(lower.toUpperCase(Locale.ROOT), each.getValue());
      }
    }
    more.keySet().removeAll(work.result().env.keySet());
    if (more.isEmpty()) {
      return env;
    }
    var all = new ArrayList<>(env);
    more.forEach((name, value) -> all.add(name + "=" + value));
    return all;
  }

  private Operation.Network network(Instruction.Run run, PlanRequest.RunDefaults defaults) {
    return switch (run.network()) {
      case DEFAULT -> defaults.network();
      case HOST -> Operation.Network.HOST;
      case NONE -> Operation.Network.NONE;
    };
  }

  private String title(CommandLine command, List<RunMount> mounts) {
    String text = step.instruction().source().text();
    Optional<Heredoc> script = command.script();
    if (script.isPresent()) {
      text += " (" + summary(script.get().content()) + ")";
    }
    Map<String, String> env = work.result().env;
    for (RunMount each : mounts) {
      if (each instanceof RunMount.Secret secret && !secret.env().isEmpty()) {
        env = new LinkedHashMap<>(env);
        env.put(secret.env(), "****");
      }
    }
    var lexer = work.scope().lexer().withRawQuotes().withUnsetVariablesKept();
    return work.title(step, StageTitles.instruction(text, lexer, env));
  }

  /** The first line, and that there are more. */
  private static String summary(String script) {
    String text = script.strip();
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end).stripTrailing() + "...";
  }

  /** The arguments in scope, their number in front, and the command. */
  private String createdBy(List<String> args) {
    StageResult result = work.result();
    var words = new ArrayList<String>();
    result.arguments.forEach(
        (name, value) -> words.add(name + "=" + result.env.getOrDefault(name, value.orElse(""))));
    if (!words.isEmpty()) {
      words.addFirst("|" + words.size());
    }
    words.addAll(args);
    return String.join(" ", words);
  }
}
