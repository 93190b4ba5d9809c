package io.drydock.build.solve;

import io.drydock.build.context.ContextTree;
import io.drydock.build.copy.CopyStep;
import io.drydock.build.plan.Node;
import io.drydock.build.plan.Operation;
import io.drydock.build.plan.RunMount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a RUN uses of other nodes through its mounts, as far as the cache key goes. */
final class RunInputs {
  private final Environment environment;
  private final State state;
  private final List<RunMount> mounts;

  RunInputs(Environment environment, State state, Operation.Run operation) {
    this.environment = environment;
    this.state = state;
    this.mounts = operation.mounts().stream().filter(each -> each.source().isPresent()).toList();
  }

  boolean areEmpty() {
    return mounts.isEmpty();
  }

  boolean haveIdentities() {
    return mounts.stream().allMatch(each -> identity(each, LayerNames.LOCAL).isPresent());
  }

  /** One for each mount: its source's identity, or what it holds where that has none. */
  List<String> identities(LayerNames names) throws IOException {
    var identities = new ArrayList<String>();
    for (RunMount each : mounts) {
      Optional<String> identity = identity(each, names);
      identities.add(identity.isPresent() ? identity.get() : content(each));
    }
    return identities;
  }

  /** What each mount's source holds. */
  List<String> contents() throws IOException {
    var contents = new ArrayList<String>();
    for (RunMount each : mounts) {
      contents.add(content(each));
    }
    return contents;
  }

  private Optional<String> identity(RunMount mount, LayerNames names) {
    return switch (state.resultOf(mount.source().orElseThrow())) {
      case Result.Rootfs rootfs -> Optional.of(Keys.identity(rootfs, names));
      case Result.Files files -> files.identity();
    };
  }

  /** What is mounted of build contexts. */
  Map<String, String> files() throws IOException {
    var taken = new TakenFiles();
    for (RunMount each : mounts) {
      if (identity(each, LayerNames.LOCAL).isEmpty()) {
        taken.add(selected(each));
      }
    }
    return taken.byPath();
  }

  private CopyStep selected(RunMount mount) {
    Node source = mount.source().orElseThrow();
    return CopyStep.selectPath(environment.tree(state.resultOf(source)), sourcePath(mount));
  }

  private String content(RunMount mount) throws IOException {
    CopyStep selected = selected(mount);
    for (CopyStep.Whole each : selected.wholeDirectories()) {
      if (each.tree() instanceof ContextTree context) {
        context.scan(each.path());
      }
    }
    return selected.contentDigest().encoded();
  }

  private static String sourcePath(RunMount mount) {
    return switch (mount) {
      case RunMount.Bind bind -> bind.sourcePath();
      case RunMount.Cache cache -> cache.sourcePath();
      case RunMount.Tmpfs tmpfs -> "";
      case RunMount.Secret secret -> "";
      case RunMount.Ssh ssh -> "";
    };
  }
}
