package io.drydock.build.plan;

import io.drydock.core.Json;
import io.drydock.oci.ImageConfig;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Plans as text for people: each operation with a number, after those that it uses, with what
 * matters for its result; then the image config that comes out.
 */
final class PlanPrinter {
  private final StringBuilder out = new StringBuilder();
  private final Map<Node, Integer> numbers = new HashMap<>();

  private final Map<Node, StepOutlook> outlooks = new HashMap<>();

  private PlanPrinter() {}

  /** The plan as text; the last line ends with a line feed. */
  static String print(Plan plan, List<StepOutlook> outlooks) {
    var printer = new PlanPrinter();
    outlooks.forEach(each -> printer.outlooks.put(each.node(), each));
    plan.targets().forEach(printer::print);
    return printer.out.toString();
  }

  private void print(Plan.Target target) {
    for (Node node : inputsFirst(target.root())) {
      if (numbers.putIfAbsent(node, numbers.size() + 1) == null) {
        print(node);
      }
    }
    out.append("image for ").append(target.platform());
    out.append(" from #").append(numbers.get(target.root())).append('\n');
    for (ImageConfig.History each : target.config().history()) {
      out.append(each.emptyLayer() ? "  config  " : "  layer   ").append(each.createdBy());
      out.append('\n');
    }
    String config = Json.pretty(Json.object(target.config().toBytes(), "image config"));
    config.lines().forEach(each -> out.append("  ").append(each).append('\n'));
  }

  /** All nodes below the root, itself included; without recursion, since chains may be long. */
  static List<Node> inputsFirst(Node root) {
    var order = new ArrayList<Node>();
    var entered = new HashSet<Node>();
    var left = new HashSet<Node>();
    Deque<Node> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.peek();
      if (entered.add(node)) {
        List<Node> inputs = node.operation().inputs();
        for (int i = inputs.size() - 1; i >= 0; i--) {
          open.push(inputs.get(i));
        }
      } else {
        open.pop();
        if (left.add(node)) {
          order.add(node);
        }
      }
    }
    return order;
  }

  private void print(Node node) {
    out.append('#').append(numbers.get(node)).append(' ').append(node.title());
    node.location().ifPresent(it -> out.append("  (").append(it).append(')'));
    out.append('\n');
    switch (node.operation()) {
      case Operation.Scratch _ -> {}
      case Operation.Image image -> {
        line("image", image.reference() + " " + image.manifest().digest());
        line("platform", image.platform());
      }
      case Operation.Context context -> line("context", context.name());
      case Operation.Http http -> {
        line("url", http.url());
        http.checksum().ifPresent(each -> line("checksum", each));
      }
      case Operation.Git git -> print(git);
      case Operation.Inline inline ->
          line("file", inline.fileName() + ", " + inline.content().length() + " characters");
      case Operation.Run run -> print(run);
      case Operation.Copy copy -> print(copy);
      case Operation.MakeDirectory directory -> {
        line("on", number(directory.base()));
        line("directory", directory.path() + owner(directory.user()));
      }
    }
    if (node.ignoreCache()) {
      line("cache", "not used");
    }
    StepOutlook outlook = outlooks.get(node);
    if (outlook != null) {
      print(outlook);
    }
  }

  private void print(StepOutlook outlook) {
    switch (outlook.work()) {
      case SOURCE -> {}
      case CACHED -> line("state", "cached");
      case OPEN -> line("state", "to be done");
      case WAITING -> line("state", "waits for others");
    }
    outlook.took().ifPresent(each -> line("took", StepOutlook.format(each) + " last time"));
  }

  private void print(Operation.Git git) {
    line("remote", git.remote());
    line("ref", git.ref().isEmpty() ? "the remote's default" : git.ref());
    if (!git.subdirectory().isEmpty()) {
      line("below", git.subdirectory());
    }
    if (!git.checksum().isEmpty()) {
      line("commit", git.checksum());
    }
  }

  private void print(Operation.Run run) {
    line("on", number(run.base()));
    line("args", GoText.quotedList(run.args()));
    line("in", run.workingDirectory() + owner(run.user()));
    run.cacheEnv().forEach(each -> line("env", each));
    run.mounts().forEach(each -> line("mount", describe(each)));
    if (run.network() != Operation.Network.DEFAULT) {
      line("network", run.network());
    }
    if (run.insecure()) {
      line("security", "insecure");
    }
  }

  private String describe(RunMount mount) {
    return switch (mount) {
      case RunMount.Bind bind ->
          bind.target()
              + " from "
              + number(bind.from())
              + ":/"
              + bind.sourcePath()
              + (bind.writable() ? ", changes are dropped" : ", read-only");
      case RunMount.Cache cache ->
          cache.target() + " cache " + cache.id() + (cache.readOnly() ? ", read-only" : "");
      case RunMount.Tmpfs tmpfs -> tmpfs.target() + " tmpfs";
      case RunMount.Secret secret ->
          secret.target()
              + " secret "
              + secret.id()
              + (secret.env().isEmpty() ? "" : " as $" + secret.env());
      case RunMount.Ssh ssh -> ssh.target() + " ssh agent " + ssh.id();
    };
  }

  private void print(Operation.Copy copy) {
    line("on", number(copy.base()));
    for (Operation.Copy.Item each : copy.items()) {
      String pivot = each.pivot().isEmpty() ? "" : each.pivot() + "/./";
      String unpack = each.unpack() ? ", archives unpacked" : "";
      line("copy", number(each.source()) + ":/" + pivot + each.path() + unpack);
    }
    line("to", copy.destination());
    var options = new StringJoiner(" ");
    options.setEmptyValue("");
    if (!copy.chown().isEmpty()) {
      options.add("chown=" + copy.chown());
    }
    if (!copy.chmod().isEmpty()) {
      options.add("chmod=" + copy.chmod());
    }
    if (copy.link()) {
      options.add("link");
    }
    if (copy.parents()) {
      options.add("parents");
    }
    copy.excludes().forEach(each -> options.add("exclude=" + each));
    if (options.length() > 0) {
      line("with", options);
    }
  }

  private String number(Node node) {
    return "#" + numbers.get(node);
  }

  private static String owner(String user) {
    return user.isEmpty() ? "" : " as " + user;
  }

  private void line(String what, Object value) {
    out.append("    ").append(what).repeat(' ', Math.max(1, 10 - what.length()));
    out.append(value).append('\n');
  }
}
