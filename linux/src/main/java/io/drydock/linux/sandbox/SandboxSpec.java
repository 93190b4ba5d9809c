package io.drydock.linux.sandbox;

import io.drydock.linux.file.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run, on which root file system, and how shut in.
 *
 * @param root how the root file system comes about
 * @param args the command; the first is looked up along PATH of {@code env} inside the root
 * @param workingDirectory absolute; made (root's, 0755) when it does not exist
 * @param user numeric, already resolved against the root's passwd and group files
 * @param mounts in the order in which they are mounted; mount points that must be made for them are
 *     removed again afterwards, so that they do not stay in the layer
 * @param files small files bound read-only over the root without staying in it: absolute path to
 *     content, as {@code /etc/hosts}, {@code /etc/resolv.conf}
 * @param limits on what it may use
 */
public record SandboxSpec(
    Root root,
    List<String> args,
    List<String> env,
    String workingDirectory,
    User user,
    String hostname,
    Network network,
    Security security,
    List<Mount> mounts,
    Map<String, byte[]> files,
    Limits limits) {

  /** The root file system of the command. */
  public sealed interface Root {
    /**
     * Layers under overlayfs, the lowest first, with what the command writes in {@code upper}.
     *
     * @param lower layer directories in overlay form; may be empty
     * @param upper an empty directory, kept afterwards
     * @param work an empty directory on the same file system, empty again afterwards
     */
    record Overlay(List<Path> lower, Path upper, Path work) implements Root {}

    /**
     * A directory that the command changes in place.
     *
     * @param snapshot told of files that had to be put aside for the command, when they are back
     */
    record Directory(Path path, Optional<Snapshot> snapshot) implements Root {
      /** A directory whose changes nobody looks for. */
      public Directory(Path path) {
        this(path, Optional.empty());
      }
    }
  }

  /**
   * @param groups supplementary groups, numeric
   */
  public record User(int uid, int gid, List<Integer> groups) {
    public static final User ROOT = new User(0, 0, List.of());

    public User {
      groups = List.copyOf(groups);
    }
  }

  /** Which network the command sees. */
  public enum Network {
    HOST,
    NONE
  }

  /**
   * SANDBOX: Docker's default capabilities, seccomp profile and masked paths; INSECURE: all of
   * root.
   */
  public enum Security {
    SANDBOX,
    INSECURE
  }

  /** Something mounted into the root. Targets are absolute and resolved inside the root. */
  public sealed interface Mount {
    String target();

    /** A file or directory of the host. */
    record Bind(Path source, String target, boolean readOnly) implements Mount {}

    /** Layers, lowest first; writes go to {@code upper} and are thrown away by the caller. */
    record OverlayBind(
        List<Path> lower, String subpath, Path upper, Path work, String target, boolean readOnly)
        implements Mount {}

    /**
     * @param sizeBytes 0 for the kernel's default
     */
    record Tmpfs(String target, long sizeBytes, int mode) implements Mount {}

    /**
     * A small read-only file, as a secret is, that exists in memory only.
     *
     * @param mode permission bits
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares secrets
    record Content(String target, byte[] bytes, int mode, int uid, int gid) implements Mount {}
  }

  /**
   * @param sharedMemoryBytes the size of /dev/shm
   * @param resources others than Docker's defaults
   */
  public record Limits(long sharedMemoryBytes, List<ResourceLimit> resources) {
    /** Docker's: 64 MiB of shared memory, 1,048,576 open files. */
    public static final Limits DEFAULT = new Limits(64L << 20, List.of());

    public Limits {
      resources = List.copyOf(resources);
    }
  }

  /**
   * A limit of {@code setrlimit(2)}.
   *
   * @param soft and {@code hard}: in the resource's own unit, -1 for none
   */
  public record ResourceLimit(Resource resource, long soft, long hard) {}

  /** What can be limited, by the names of {@code ulimit}. */
  public enum Resource {
    CPU(0),
    FSIZE(1),
    DATA(2),
    STACK(3),
    CORE(4),
    RSS(5),
    NPROC(6),
    NOFILE(7),
    MEMLOCK(8),
    AS(9),
    LOCKS(10),
    SIGPENDING(11),
    MSGQUEUE(12),
    NICE(13),
    RTPRIO(14),
    RTTIME(15);

    private final int number;

    Resource(int number) {
      this.number = number;
    }

    /** The kernel's, {@code RLIMIT_…}. */
    int number() {
      return number;
    }
  }

  /** With Docker's default limits. */
  public SandboxSpec(
      Root root,
      List<String> args,
      List<String> env,
      String workingDirectory,
      User user,
      String hostname,
      Network network,
      Security security,
      List<Mount> mounts,
      Map<String, byte[]> files) {
    this(
        root,
        args,
        env,
        workingDirectory,
        user,
        hostname,
        network,
        security,
        mounts,
        files,
        Limits.DEFAULT);
  }

  public SandboxSpec {
    args = List.copyOf(args);
    env = List.copyOf(env);
    mounts = List.copyOf(mounts);
    files = Map.copyOf(files);
  }
}
