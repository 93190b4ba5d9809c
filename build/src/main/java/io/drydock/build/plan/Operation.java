package io.drydock.build.plan;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.Platform;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node does. Sources bring a file tree in; the others make a root file system from that of
 * their base by adding one layer.
 */
public sealed interface Operation {
  /** The nodes whose results it uses, the base first. */
  default List<Node> inputs() {
    return List.of();
  }

  /** The layers of an image. {@code manifest} is the one image manifest for the platform. */
  record Image(ImageReference reference, Descriptor manifest, Platform platform)
      implements Operation {}

  /** Nothing. */
  record Scratch() implements Operation {}

  /**
   * A build context.
   *
   * @param name {@code context} for the main one, otherwise that of {@code --build-context}
   */
  record Context(String name) implements Operation {}

  /** A file fetched by HTTP, as the tree's only file. */
  record Http(URI url, Optional<Digest> checksum, String fileName) implements Operation {}

  /**
   * A git checkout.
   *
   * @param ref branch, tag or commit; empty for the remote's default
   * @param checksum the (beginning of the) commit that it must be, or empty
   * @param commitTimes whether files get the time of the commit
   */
  record Git(
      String remote,
      String ref,
      String subdirectory,
      boolean keepGitDirectory,
      boolean submodules,
      String checksum,
      boolean commitTimes)
      implements Operation {}

  /** A file whose content stands in the Dockerfile (heredocs), as the tree's only file. */
  record Inline(String fileName, String content, int mode) implements Operation {}

  /**
   * A command.
   *
   * @param args with the shell in front for the shell form
   * @param env as {@code NAME=value}: ENV and the ARGs in scope, in order
   * @param cacheEnv the part of {@code env} that is in the cache key (not the predefined proxy
   *     ARGs)
   * @param user as USER says it; empty for root
   * @param limits others than the usual ones
   */
  record Run(
      Node base,
      List<String> args,
      List<String> env,
      List<String> cacheEnv,
      String workingDirectory,
      String user,
      List<RunMount> mounts,
      Network network,
      boolean insecure,
      List<ExtraHost> extraHosts,
      String hostname,
      long shmBytes,
      Platform platform,
      List<ResourceLimit> limits)
      implements Operation {
    /** The search path of commands whose image sets none. */
    public static final String DEFAULT_PATH = "PATH=" + ImageDraft.DEFAULT_PATH;

    public Run {
      limits = List.copyOf(limits);
      args = List.copyOf(args);
      env = List.copyOf(env);
      cacheEnv = List.copyOf(cacheEnv);
      mounts = List.copyOf(mounts);
      extraHosts = List.copyOf(extraHosts);
    }

    @Override
    public List<Node> inputs() {
      var nodes = new ArrayList<Node>();
      nodes.add(base);
      mounts.forEach(each -> each.source().ifPresent(nodes::add));
      return List.copyOf(nodes);
    }
  }

  /** Which network RUN sees. */
  enum Network {
    DEFAULT,
    HOST,
    NONE
  }

  /**
   * A limit as {@code ulimit} sets it.
   *
   * @param name as {@code nofile}
   * @param soft and {@code hard}: in the resource's own unit, -1 for none
   */
  record ResourceLimit(String name, long soft, long hard) {}

  /** A line of {@code /etc/hosts}. */
  record ExtraHost(String name, String address) {}

  /**
   * COPY or ADD.
   *
   * @param items in order, all with the same destination
   * @param destination absolute and clean; ends in {@code /} when the user's did (or was {@code .})
   * @param chown as given, empty for root (or for what the source has, where {@code keepOwner})
   * @param chmod octal or symbolic as given, empty to keep the modes
   * @param keepOwner whether the source's owners stay when there is no {@code chown} (COPY --from)
   * @param link whether the layer is independent of the base and laid over it
   * @param excludes patterns as in .dockerignore, relative to each source
   * @param passwdFrom whose passwd and group files name the {@code chown} owners (with {@code link}
   *     too)
   */
  record Copy(
      Node base,
      List<Item> items,
      String destination,
      String chown,
      String chmod,
      boolean keepOwner,
      boolean link,
      boolean parents,
      List<String> excludes,
      Node passwdFrom)
      implements Operation {
    public Copy {
      items = List.copyOf(items);
      excludes = List.copyOf(excludes);
    }

    @Override
    public List<Node> inputs() {
      var nodes = new ArrayList<Node>();
      nodes.add(base);
      items.forEach(each -> nodes.add(each.source()));
      return List.copyOf(nodes);
    }

    /**
     * One source of the instruction.
     *
     * @param pivot with {@code parents}: the directory of the source that {@code path} is relative
     *     to and that does not show in the destination; empty for the root
     * @param path in the source's tree, cleaned, without a leading slash; may hold wildcards
     * @param wildcards whether {@code path} is a pattern (with backslash escapes); then no match is
     *     no error
     * @param unpack for archives: whether ADD unpacks it (by default only those of a context)
     */
    public record Item(Node source, String pivot, String path, boolean wildcards, boolean unpack) {}
  }

  /**
   * WORKDIR: a directory that is made when it is missing.
   *
   * @param user who owns it, as USER says; empty for root
   */
  record MakeDirectory(Node base, String path, String user) implements Operation {
    @Override
    public List<Node> inputs() {
      return List.of(base);
    }
  }
}
