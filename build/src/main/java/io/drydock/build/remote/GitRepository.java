package io.drydock.build.remote;

import io.drydock.build.context.ContextTree;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.ignore.IgnoreRules;
import io.drydock.linux.file.RootDirectory;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import io.drydock.oci.tree.PathResolver;
import io.drydock.store.Layers;
import io.drydock.store.Records;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * A git repository elsewhere. What is checked out of it is kept in the store as a layer, by commit,
 * so that a commit is fetched once and a check-out leaves no directory behind.
 */
public final class GitRepository {
  private static final int COMMIT_DIGITS = 40;
  private static final int SHORTEST_COMMIT = 7;

  private final RemoteAccess access;
  private final String remote;
  private final GitCommand git;

  public GitRepository(RemoteAccess access, String remote) {
    this.access = access;
    this.remote = remote;
    this.git = new GitCommand(access, remote);
  }

  /**
   * What of a commit is wanted.
   *
   * @param subdirectory empty for all
   * @param keepGitDirectory whether {@code .git} stays
   * @param commitTimes whether files get the time of the commit
   */
  public record Selection(
      String subdirectory, boolean keepGitDirectory, boolean submodules, boolean commitTimes) {
    /** Tells selections of one commit apart. */
    public String key() {
      return subdirectory
          + (keepGitDirectory ? " with .git" : "")
          + (submodules ? " with submodules" : "")
          + (commitTimes ? " of the commit's time" : "");
    }
  }

  /** Whether the text is a whole commit, which means the same for ever. */
  public static boolean isCommit(String text) {
    return text.length() == COMMIT_DIGITS && isHex(text);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /**
   * The commit that the ref stands for at the remote now. A branch comes before a tag of the same
   * name, as with {@code git checkout}.
   *
   * @param ref branch, tag, whole ref or (the beginning of) a commit; empty for the default branch
   * @throws DrydockException of kind NOT_FOUND when the remote has no such ref
   */
  public String commit(String ref) throws IOException, InterruptedException {
    if (isCommit(ref)) {
      return ref;
    }
    String wanted = ref.isEmpty() ? "HEAD" : ref;
    String listing = git.run(List.of("ls-remote", "--", remote, wanted, wanted + "^{}"));
    for (String name :
        List.of(wanted, "refs/heads/" + wanted, "refs/tags/" + wanted, "refs/" + wanted)) {
      Optional<String> found = listed(listing, name + "^{}").or(() -> listed(listing, name));
      if (found.isPresent()) {
        return found.get();
      }
    }
    if (wanted.length() >= SHORTEST_COMMIT && isHex(wanted)) {
      return fetched(directory -> {
        fetchAll(directory);
        return git.run(
                List.of("-C", directory, "rev-parse", "--verify", "-q", wanted + "^{commit}"))
            .strip();
      });
    }
    throw new DrydockException(
        ErrorKind.NOT_FOUND, "repository " + remote + " does not contain ref \"" + wanted + "\"");
  }

  private static Optional<String> listed(String listing, String name) {
    return listing
        .lines()
        .filter(each -> each.endsWith("\t" + name))
        .map(each -> each.substring(0, each.indexOf('\t')))
        .findFirst();
  }

  /** When the commit was made. */
  public Instant time(String commit) throws IOException, InterruptedException {
    return fetched(directory -> {
      fetch(directory, commit);
      return time(directory, commit);
    });
  }

  private Instant time(String directory, String commit) throws IOException, InterruptedException {
    String seconds = git.run(List.of("-C", directory, "show", "-s", "--format=%ct", commit));
    return Instant.ofEpochSecond(Long.parseLong(seconds.strip()));
  }

  /** The files of the commit. */
  public FileTree tree(String commit, Selection selection)
      throws IOException, InterruptedException {
    Records records = access.store().records("git");
    String key = commit + " " + selection.key();
    Optional<Layers.Id> known =
        records
            .get(key)
            .map(value -> new Layers.Id(new String(value, StandardCharsets.UTF_8)))
            .filter(access.store().layers()::contains);
    if (known.isPresent()) {
      return access.store().layers().view(List.of(known.get()));
    }
    Layers.Id layer = fetched(directory -> checkOut(directory, commit, selection));
    records.put(key, layer.value().getBytes(StandardCharsets.UTF_8), List.of(layer));
    return access.store().layers().view(List.of(layer));
  }

  private Layers.Id checkOut(String directory, String commit, Selection selection)
      throws IOException, InterruptedException {
    fetch(directory, commit);
    git.run(List.of("-C", directory, "-c", "advice.detachedHead=false", "checkout", "-q", commit));
    if (selection.submodules()) {
      git.run(List.of("-C", directory, "submodule", "-q", "update", "--init", "--recursive"));
    }
    Optional<Instant> time =
        selection.commitTimes() ? Optional.of(time(directory, commit)) : Optional.empty();
    FileTree files =
        ContextTree.open(
            Path.of(directory),
            IgnoreRules.of(List.of()),
            access.store().root().resolve("contexts"));
    return pack(files, selection, time);
  }

  /** Makes a layer of the directory; a link in the repository cannot lead out of it. */
  private Layers.Id pack(FileTree files, Selection selection, Optional<Instant> time)
      throws IOException {
    String top = new PathResolver(files).resolve(selection.subdirectory());
    if (files.find(top).filter(Entry::isDirectory).isEmpty()) {
      throw new DrydockException(
          ErrorKind.NOT_FOUND,
          "repository " + remote + " has no directory \"" + selection.subdirectory() + "\"");
    }
    try (Layers.Builder layer = access.store().layers().build()) {
      var todo = new ArrayDeque<Entry>();
      files.children(top).reversed().forEach(todo::push);
      while (!todo.isEmpty()) {
        Entry entry = todo.pop();
        if (entry.name().equals(".git") && !selection.keepGitDirectory()) {
          continue;
        }
        String path = top.isEmpty() ? entry.path() : entry.path().substring(top.length() + 1);
        Entry placed = entry.withPath(path).withLinkGroup(0);
        placed = time.map(placed::withModified).orElse(placed);
        if (entry.isFile()) {
          layer.add(placed, files.open(entry));
        } else {
          layer.add(placed);
        }
        if (entry.isDirectory()) {
          files.children(entry.path()).reversed().forEach(todo::push);
        }
      }
      return layer.commit();
    }
  }

  private void fetch(String directory, String commit) throws IOException, InterruptedException {
    try {
      git.run(List.of("-C", directory, "fetch", "-q", "--depth", "1", "origin", commit));
    } catch (DrydockException e) {
      // Not every server gives out a commit that no branch or tag points at.
      fetchAll(directory);
    }
  }

  private void fetchAll(String directory) throws IOException, InterruptedException {
    git.run(
        List.of(
            "-C", directory, "fetch", "-q", "--tags", "origin", "+refs/heads/*:refs/remotes/o/*"));
  }

  /** Work in a repository that is thrown away. */
  private interface Work<T> {
    T in(String directory) throws IOException, InterruptedException;
  }

  private <T> T fetched(Work<T> work) throws IOException, InterruptedException {
    Path directory = access.store().scratch("git");
    try {
      String name = directory.toString();
      git.run(List.of("init", "-q", name));
      git.run(List.of("-C", name, "remote", "add", "--", "origin", remote));
      return work.in(name);
    } finally {
      RootDirectory.deleteTree(directory);
    }
  }
}
