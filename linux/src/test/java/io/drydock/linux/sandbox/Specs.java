package io.drydock.linux.sandbox;

import io.drydock.linux.sandbox.SandboxSpec.Limits;
import io.drydock.linux.sandbox.SandboxSpec.Mount;
import io.drydock.linux.sandbox.SandboxSpec.Network;
import io.drydock.linux.sandbox.SandboxSpec.Root;
import io.drydock.linux.sandbox.SandboxSpec.Security;
import io.drydock.linux.sandbox.SandboxSpec.User;
import java.util.List;
import java.util.Map;

/** Specifications with one thing changed. */
final class Specs {
  private Specs() {}

  static SandboxSpec root(SandboxSpec s, Root root) {
    return new SandboxSpec(
        root,
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        s.network(),
        s.security(),
        s.mounts(),
        s.files(),
        s.limits());
  }

  static SandboxSpec in(SandboxSpec s, String directory) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        directory,
        s.user(),
        s.hostname(),
        s.network(),
        s.security(),
        s.mounts(),
        s.files(),
        s.limits());
  }

  static SandboxSpec as(SandboxSpec s, User user) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        user,
        s.hostname(),
        s.network(),
        s.security(),
        s.mounts(),
        s.files(),
        s.limits());
  }

  static SandboxSpec network(SandboxSpec s, Network network) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        network,
        s.security(),
        s.mounts(),
        s.files(),
        s.limits());
  }

  static SandboxSpec security(SandboxSpec s, Security security) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        s.network(),
        security,
        s.mounts(),
        s.files(),
        s.limits());
  }

  static SandboxSpec mounts(SandboxSpec s, Mount... mounts) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        s.network(),
        s.security(),
        List.of(mounts),
        s.files(),
        s.limits());
  }

  static SandboxSpec files(SandboxSpec s, Map<String, byte[]> files) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        s.network(),
        s.security(),
        s.mounts(),
        files,
        s.limits());
  }

  static SandboxSpec limits(SandboxSpec s, Limits limits) {
    return new SandboxSpec(
        s.root(),
        s.args(),
        s.env(),
        s.workingDirectory(),
        s.user(),
        s.hostname(),
        s.network(),
        s.security(),
        s.mounts(),
        s.files(),
        limits);
  }
}
