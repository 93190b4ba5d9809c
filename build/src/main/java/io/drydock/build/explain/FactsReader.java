package io.drydock.build.explain;

import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import io.drydock.build.solve.SolvedStep;
import io.drydock.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a solved step depended on. */
final class FactsReader {
  /** Values of variables may be private: only whether they are the same is kept. */
  private static final int DIGEST_DIGITS = 16;

  private final Map<String, String> parts = new LinkedHashMap<>();
  private final SolvedStep step;

  private FactsReader(SolvedStep step) {
    this.step = step;
  }

  static StepFacts read(SolvedStep step) throws IOException {
    var reader = new FactsReader(step);
    Operation operation = step.node().operation();
    if (operation instanceof Operation.Run run) {
      reader.run(run);
    } else if (operation instanceof Operation.Copy copy) {
      reader.copy(copy);
    } else if (operation instanceof Operation.MakeDirectory make) {
      reader.base(make.base());
      reader.parts.put("the directory", make.path());
      reader.parts.put("the owner", make.user());
    }
    return new StepFacts(step.node().title(), reader.parts, step.files());
  }

  private void run(Operation.Run run) {
    base(run.base());
    parts.put("the command", String.join(" ", run.args()));
    for (String each : run.cacheEnv()) {
      int equals = each.indexOf('=');
      parts.put("variable " + each.substring(0, Math.max(0, equals)), digest(each));
    }
    parts.put("the working directory", run.workingDirectory());
    parts.put("the user", run.user());
    parts.put("the network", run.network().name());
    parts.put("the platform", run.platform().toString());
    parts.put("the host name", run.hostname());
    parts.put("extra hosts", run.extraHosts().toString());
    parts.put("the security mode", run.insecure() ? "insecure" : "sandbox");
    for (RunMount each : run.mounts()) {
      mount(each);
    }
  }

  private void mount(RunMount mount) {
    if (mount instanceof RunMount.Bind bind) {
      parts.put("the mount at " + bind.target(), "bind " + bind.sourcePath());
      source("what is mounted at " + bind.target(), bind.from());
    } else if (mount instanceof RunMount.Cache cache) {
      parts.put("the mount at " + cache.target(), "cache " + cache.id());
    } else if (mount instanceof RunMount.Tmpfs tmpfs) {
      parts.put("the mount at " + tmpfs.target(), "tmpfs " + tmpfs.sizeBytes());
    } else if (mount instanceof RunMount.Secret secret) {
      parts.put("the mount of secret " + secret.id(), secret.target() + " " + secret.env());
    } else if (mount instanceof RunMount.Ssh ssh) {
      parts.put("the mount of ssh agent " + ssh.id(), ssh.target());
    }
  }

  private void copy(Operation.Copy copy) {
    if (!copy.link()) {
      base(copy.base());
    }
    int number = 0;
    for (Operation.Copy.Item each : copy.items()) {
      String path = (each.pivot().isEmpty() ? "" : each.pivot() + "/./") + each.path();
      parts.put("source " + ++number, path + (each.unpack() ? " unpacked" : ""));
      source("the files of " + name(each.source()), each.source());
    }
    parts.put("the destination", copy.destination());
    parts.put("--chown", copy.chown());
    parts.put("--chmod", copy.chmod());
    parts.put("--exclude", String.join(" ", copy.excludes()));
    parts.put("--link", String.valueOf(copy.link()));
    parts.put("--parents", String.valueOf(copy.parents()));
  }

  private void base(Node base) {
    if (base.operation() instanceof Operation.Image image) {
      parts.put("the base image", image.reference().familiar() + "@" + image.manifest().digest());
    } else {
      parts.put("what it is based on", step.identity(base) + " " + base.title());
    }
  }

  /** A context says nothing as a whole: its files do. */
  private void source(String what, Node source) {
    String identity = step.identity(source);
    if (!identity.isEmpty()) {
      parts.put(what, identity + " " + source.title());
    }
  }

  /** A stage, or what else files come from. */
  private static String name(Node source) {
    var facts = new StepFacts(source.title(), Map.of(), Map.of());
    return source.title().startsWith("[") ? "stage " + facts.stage() : source.title();
  }

  private static String digest(String value) {
    return Digest.of(value.getBytes(StandardCharsets.UTF_8)).encoded().substring(0, DIGEST_DIGITS);
  }
}
