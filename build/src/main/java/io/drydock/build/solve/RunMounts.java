package io.drydock.build.solve;

import io.drydock.build.context.ContextTree;
import io.drydock.build.plan.RunMount;
import io.drydock.build.run.AgentForward;
import io.drydock.build.run.Materializer;
import io.drydock.build.secret.Secret;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.linux.sandbox.SandboxSpec;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.oci.tree.TreePath;
import io.drydock.store.CacheDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Makes what a command's mounts need, and takes it away again when it is closed. */
final class RunMounts implements AutoCloseable {
  private static final int MAX_SOCKET_PATH = 90;
  private static final int TMPFS_MODE = 01777;

  private final Environment environment;
  private final State state;
  private final Path scratch;
  private final List<SandboxSpec.Mount> mounts = new ArrayList<>();
  private final List<String> env = new ArrayList<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private int directories;
  private int agents;

  /**
   * @param scratch for directories, on the store's file system
   */
  RunMounts(Environment environment, State state, Path scratch) {
    this.environment = environment;
    this.state = state;
    this.scratch = scratch;
  }

  List<SandboxSpec.Mount> mounts() {
    return mounts;
  }

  /** Variables that mounts bring along. */
  List<String> env() {
    return env;
  }

  void prepare(List<RunMount> wanted) throws IOException {
    for (RunMount each : wanted) {
      switch (each) {
        case RunMount.Bind bind -> bind(bind);
        case RunMount.Cache cache -> cache(cache);
        case RunMount.Tmpfs tmpfs ->
            mounts.add(new SandboxSpec.Mount.Tmpfs(tmpfs.target(), tmpfs.sizeBytes(), TMPFS_MODE));
        case RunMount.Secret secret -> secret(secret);
        case RunMount.Ssh ssh -> ssh(ssh);
      }
    }
  }

  private void bind(RunMount.Bind bind) throws IOException {
    Result source = state.resultOf(bind.from());
    FileTree tree = environment.tree(source);
    Entry entry = find(tree, bind.sourcePath());
    if (!environment.confinement().mounts()) {
      mounts.add(new SandboxSpec.Mount.Bind(copy(tree, entry), bind.target(), !bind.writable()));
    } else if (source instanceof Result.Rootfs rootfs) {
      overlay(environment.access().trees(rootfs), entry.path(), bind);
    } else {
      Path files = files(tree, entry);
      if (bind.writable() && entry.isDirectory()) {
        overlay(List.of(files), "", bind);
      } else {
        mounts.add(new SandboxSpec.Mount.Bind(files, bind.target(), !bind.writable()));
      }
    }
  }

  private void overlay(List<Path> lower, String path, RunMount.Bind bind) throws IOException {
    mounts.add(
        new SandboxSpec.Mount.OverlayBind(
            lower, path, newDirectory(), newDirectory(), bind.target(), !bind.writable()));
  }

  /** The files as a path of the host: the context's own directory where that shows nothing else. */
  private Path files(FileTree tree, Entry entry) throws IOException {
    boolean writable = !entry.isDirectory();
    if (tree instanceof ContextTree context && context.isWhole() && !writable) {
      return context.root().resolve(entry.path());
    }
    return copy(tree, entry);
  }

  private Path copy(FileTree tree, Entry entry) throws IOException {
    Path directory = newDirectory();
    Materializer.write(tree, entry, directory);
    return entry.isDirectory() ? directory : directory.resolve(entry.name());
  }

  private static Entry find(FileTree tree, String path) {
    String clean = TreePath.cleanWithin(path);
    return new PathResolver(tree)
        .find(clean)
        .orElseThrow(
            () -> new DrydockException(ErrorKind.NOT_FOUND, "\"/" + clean + "\": not found"));
  }

  private void cache(RunMount.Cache cache) throws IOException {
    var sharing =
        switch (cache.sharing()) {
          // Without mounts a directory can only be in one place at a time.
          case SHARED ->
              environment.confinement().mounts()
                  ? CacheDirectory.Sharing.SHARED
                  : CacheDirectory.Sharing.LOCKED;
          case PRIVATE -> CacheDirectory.Sharing.PRIVATE;
          case LOCKED -> CacheDirectory.Sharing.LOCKED;
        };
    String id = CacheMountId.of(state, cache);
    CacheDirectory directory =
        environment.store().cacheDirectory(id, sharing, empty -> fill(cache, id, empty));
    open.push(directory);
    mounts.add(new SandboxSpec.Mount.Bind(directory.path(), cache.target(), cache.readOnly()));
  }

  private void fill(RunMount.Cache cache, String id, Path empty) throws IOException {
    boolean arrived = environment.imports().fillMount(id, empty);
    if (!arrived && cache.from().isPresent()) {
      FileTree tree = environment.tree(state.resultOf(cache.from().get()));
      Entry entry = find(tree, cache.sourcePath());
      if (!entry.isDirectory()) {
        throw new DrydockException(
            ErrorKind.INVALID, "/" + entry.path() + " is no directory: a cache needs one");
      }
      Materializer.write(tree, entry, empty);
    }
    Files.setAttribute(empty, "unix:uid", cache.uid());
    Files.setAttribute(empty, "unix:gid", cache.gid());
    Files.setAttribute(empty, "unix:mode", cache.mode());
  }

  private void secret(RunMount.Secret wanted) {
    Secret secret = environment.request().secrets().get(wanted.id());
    if (secret == null) {
      if (wanted.required()) {
        throw new DrydockException(ErrorKind.NOT_FOUND, "secret " + wanted.id() + ": not found")
            .withHint("Give it with --secret id=" + wanted.id() + ",src=FILE.");
      }
      return;
    }
    byte[] value = secret.read();
    if (!wanted.target().isEmpty()) {
      mounts.add(
          new SandboxSpec.Mount.Content(
              wanted.target(), value, wanted.mode(), wanted.uid(), wanted.gid()));
    }
    if (!wanted.env().isEmpty()) {
      env.add(wanted.env() + "=" + new String(value, StandardCharsets.UTF_8));
    }
  }

  private void ssh(RunMount.Ssh wanted) throws IOException {
    Optional<Path> agent = Optional.ofNullable(environment.request().sshAgents().get(wanted.id()));
    if (agent.isEmpty()) {
      if (wanted.required()) {
        throw new DrydockException(
                ErrorKind.NOT_FOUND, "no SSH key \"" + wanted.id() + "\" forwarded from the client")
            .withHint("Give an agent with --ssh " + wanted.id() + ".");
      }
      return;
    }
    Path directory = socketDirectory();
    AgentForward forward =
        AgentForward.start(agent.get(), directory, wanted.mode(), wanted.uid(), wanted.gid());
    open.push(forward);
    String target =
        wanted.target().isEmpty() ? "/run/buildkit/ssh_agent." + agents : wanted.target();
    if (agents++ == 0) {
      env.add("SSH_AUTH_SOCK=" + target);
    }
    mounts.add(new SandboxSpec.Mount.Bind(forward.socket(), target, false));
  }

  /** A directory whose path leaves room for a socket's name. */
  private Path socketDirectory() throws IOException {
    Path directory = newDirectory();
    if (directory.toString().length() < MAX_SOCKET_PATH) {
      return directory;
    }
    Path other = Files.createTempDirectory("drydock-ssh");
    open.push((Closeable) () -> Files.deleteIfExists(other));
    return other;
  }

  private Path newDirectory() throws IOException {
    return Files.createDirectory(scratch.resolve("mount" + directories++));
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception e) {
        throw Failures.of(e);
      }
    }
    open.clear();
  }
}
