package io.drydock.build.plan;

import io.drydock.dockerfile.check.StageChecks;
import io.drydock.oci.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a stage has come to: its root file system, its image config, and the variables in scope. It
 * changes while the stage's steps are being planned. Not thread-safe.
 */
final class StageResult {
  final Platform platform;
  final ImageDraft image;

  /** ENV and the ARGs in scope, in order. */
  final Map<String, String> env;

  /** The ARGs declared so far, also those without a value. */
  final Map<String, Optional<String>> arguments;

  final StageChecks checks;

  Node root;

  /** Whether CMD stood in this very stage; ENTRYPOINT drops an inherited one. */
  boolean commandSet;

  /** Whether all steps are in it. */
  boolean complete;

  private int titled;

  private StageResult(
      Platform platform,
      Node root,
      ImageDraft image,
      Map<String, String> env,
      Map<String, Optional<String>> arguments,
      StageChecks checks) {
    this.checks = checks;
    this.platform = platform;
    this.root = root;
    this.image = image;
    this.env = env;
    this.arguments = arguments;
  }

  /** The beginning of a stage on an image, on files or on nothing. */
  static StageResult start(Platform platform, Node root, ImageDraft image, StageChecks checks) {
    boolean windows = platform.os().equals("windows");
    if (!windows) {
      image.env.putIfAbsent("PATH", ImageDraft.DEFAULT_PATH);
    }
    if (!image.workingDirectory.isEmpty() && !windows) {
      image.workingDirectory = ContainerPath.workingDirectory("/", image.workingDirectory);
    }
    return new StageResult(
        platform, root, image, image.environment(), new LinkedHashMap<>(), checks);
  }

  /** The beginning of a stage on an earlier one: its variables stay in scope. */
  StageResult inherited() {
    var inherited =
        new StageResult(
            platform,
            root,
            image.inherited(),
            new LinkedHashMap<>(env),
            new LinkedHashMap<>(arguments),
            checks.inherited());
    return inherited;
  }

  /** Where commands run and relative paths begin: absolute and clean. */
  String workingDirectory() {
    return ContainerPath.resolve("/", image.workingDirectory);
  }

  /** The number of the next step in titles, counted from 1. */
  int nextNumber() {
    return ++titled;
  }
}
