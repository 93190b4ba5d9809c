package io.drydock.build.plan;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.instruction.Instruction;
import io.drydock.dockerfile.instruction.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Plans the mounts of RUN. */
record MountPlanner(StageWork work, Step step) {
  private static final int CACHE_MODE = 0755;
  private static final int SECRET_MODE = 0400;
  private static final int SSH_MODE = 0600;

  List<RunMount> mounts(Instruction.Run run) {
    var mounts = new ArrayList<RunMount>();
    int agents = 0;
    for (int i = 0; i < run.mounts().size(); i++) {
      Mount mount = Mount.parse(run.mounts().get(i), work::expand);
      Optional<StageState> from = step.sources().get(i);
      mounts.add(
          switch (mount.type()) {
            case BIND -> bind(mount, from);
            case CACHE -> cache(mount, from);
            case TMPFS -> new RunMount.Tmpfs(target(mount), mount.sizeBytes());
            case SECRET -> secret(mount);
            case SSH -> ssh(mount, agents++);
          });
    }
    return mounts;
  }

  private RunMount bind(Mount mount, Optional<StageState> from) {
    Node tree = from.map(each -> root(each, mount)).orElseGet(work.scope().sources()::context);
    return new RunMount.Bind(
        tree, ContainerPath.inTree(mount.source()), target(mount), !mount.readOnly());
  }

  private RunMount cache(Mount mount, Optional<StageState> from) {
    String name = mount.id().isEmpty() ? cleaned(mount.target()) : mount.id();
    String namespace = work.scope().cacheNamespace();
    RunMount.Sharing sharing =
        switch (mount.sharing().orElse(Mount.Sharing.SHARED)) {
          case SHARED -> RunMount.Sharing.SHARED;
          case PRIVATE -> RunMount.Sharing.PRIVATE;
          case LOCKED -> RunMount.Sharing.LOCKED;
        };
    return new RunMount.Cache(
        namespace.isEmpty() ? name : namespace + "/" + name,
        target(mount),
        sharing,
        mount.readOnly(),
        number(mount.mode(), CACHE_MODE),
        number(mount.uid(), 0),
        number(mount.gid(), 0),
        from.map(each -> root(each, mount)),
        ContainerPath.inTree(mount.source()));
  }

  private static String cleaned(String path) {
    String clean = ContainerPath.resolve("/", path);
    return path.startsWith("/") ? clean : clean.substring(1);
  }

  private RunMount secret(Mount mount) {
    String named = mount.source().isEmpty() ? mount.id() : mount.source();
    String id = named.isEmpty() ? ContainerPath.lastPart(mount.target()) : named;
    String file = mount.target().isEmpty() ? "" : target(mount);
    if (file.isEmpty() && mount.env().isEmpty()) {
      file = "/run/secrets/" + ContainerPath.lastPart(id);
    }
    return new RunMount.Secret(
        id,
        file,
        mount.env().orElse(""),
        mount.required(),
        number(mount.mode(), SECRET_MODE),
        number(mount.uid(), 0),
        number(mount.gid(), 0));
  }

  private RunMount ssh(Mount mount, int index) {
    if (!mount.source().isEmpty()) {
      throw new DrydockException(ErrorKind.INVALID, "ssh does not support source");
    }
    return new RunMount.Ssh(
        mount.id().isEmpty() ? "default" : mount.id(),
        mount.target().isEmpty() ? "/run/buildkit/ssh_agent." + index : target(mount),
        mount.required(),
        number(mount.mode(), SSH_MODE),
        number(mount.uid(), 0),
        number(mount.gid(), 0));
  }

  private Node root(StageState source, Mount mount) {
    Optional<StageResult> result = source.result().filter(each -> each.complete);
    if (result.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "cannot mount from stage \""
              + source.label
              + "\" to \""
              + mount.target()
              + "\", it needs to be defined before current stage");
    }
    return result.get().root;
  }

  private String target(Mount mount) {
    String target = ContainerPath.resolve(work.result().workingDirectory(), mount.target());
    if (target.equals("/")) {
      throw new DrydockException(ErrorKind.INVALID, "invalid mount target \"/\"")
          .withHint("Mount below the root: --mount=…,target=/src");
    }
    return target;
  }

  private static int number(OptionalLong value, int otherwise) {
    return (int) value.orElse(otherwise);
  }
}
