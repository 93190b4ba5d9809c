package io.drydock.base.definition;

import io.drydock.base.resolve.Wanted;
import io.drydock.core.SourceLocation;
import io.drydock.oci.ImageReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A base image as its definition describes it; see docs/base-images.md for the form.
 *
 * @param file where it is written
 * @param sources that file and those it builds upon
 * @param images names that the image gets, normalised, with a tag
 * @param archive where packages come from
 * @param exclude which files are left out, but for those that the definition itself names
 * @param without packages that dependencies may ask for in vain (distroless only)
 * @param run commands for {@code /bin/sh -c} after the packages are there (slim only)
 */
public record BaseDefinition(
    Path file,
    List<Path> sources,
    List<ImageReference> images,
    Mode mode,
    ArchiveChoice archive,
    List<Wanted> packages,
    List<String> without,
    PathFilter exclude,
    Accounts accounts,
    Contents contents,
    List<String> run,
    RunSettings runSettings) {

  /** What kind of image it is. */
  public enum Mode {
    /** A Debian with its package manager and a shell, made as if installed. */
    SLIM,
    /** The files of the named packages and of what they depend on, and nothing else. */
    DISTROLESS
  }

  /**
   * Where packages come from.
   *
   * @param architecture Debian's name of it, empty for that of the platform asked for
   * @param main the suite that everything comes from unless said otherwise
   * @param further suites for some packages
   */
  public record ArchiveChoice(String architecture, Source main, List<Source> further) {
    public ArchiveChoice {
      further = List.copyOf(further);
    }
  }

  /**
   * A suite of an archive.
   *
   * @param mirror its root; empty for that of the machine's apt sources
   * @param signedBy keyring files; empty for the machine's
   * @param packages names, with * as a wildcard, that come from here first; when empty, the suite
   *     counts as much as the main one
   */
  public record Source(
      String suite,
      List<String> components,
      String mirror,
      List<Path> signedBy,
      boolean checkValidUntil,
      List<String> packages,
      SourceLocation location) {
    public Source {
      components = List.copyOf(components);
      signedBy = List.copyOf(signedBy);
      packages = List.copyOf(packages);
    }
  }

  /** Users and groups beyond those that packages bring. */
  public record Accounts(List<User> users, List<Group> groups) {
    public Accounts {
      users = List.copyOf(users);
      groups = List.copyOf(groups);
    }
  }

  /**
   * A line of {@code /etc/passwd}.
   *
   * @param home made, and the user's own, unless it is /nonexistent or /
   */
  public record User(String name, int uid, int gid, String home, String shell) {}

  /** A line of {@code /etc/group}. */
  public record Group(String name, int gid, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  /**
   * What the image holds besides packages; paths without a leading slash.
   *
   * @param symlinks from a path to what the link holds
   * @param hardLinks from a file to further names of it
   */
  public record Contents(
      List<Directory> directories,
      List<InlineFile> files,
      SequencedMap<String, String> symlinks,
      SequencedMap<String, List<String>> hardLinks) {
    public static final Contents NONE =
        new Contents(List.of(), List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());

    public Contents {
      directories = List.copyOf(directories);
      files = List.copyOf(files);
      symlinks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(symlinks));
      hardLinks = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hardLinks));
    }

    /** Everything that is named here. */
    public Set<String> paths() {
      var paths = new HashSet<String>(symlinks.keySet());
      directories.forEach(each -> paths.add(each.path()));
      files.forEach(each -> paths.add(each.path()));
      hardLinks.values().forEach(paths::addAll);
      return paths;
    }
  }

  /** A directory that is there whatever the packages hold. */
  public record Directory(String path, int mode, int uid, int gid) {}

  /** A small file that the definition itself holds. */
  public record InlineFile(String path, String content, int mode, int uid, int gid) {}

  /** How containers of the image run: what a Dockerfile's instructions of these names say. */
  public record RunSettings(
      Map<String, String> env,
      Optional<List<String>> entrypoint,
      Optional<List<String>> cmd,
      String workdir,
      String user,
      List<String> expose,
      List<String> volumes,
      String stopSignal,
      Map<String, String> labels) {
    public RunSettings {
      env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
      entrypoint = entrypoint.map(List::copyOf);
      cmd = cmd.map(List::copyOf);
      expose = List.copyOf(expose);
      volumes = List.copyOf(volumes);
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }

  public BaseDefinition {
    sources = List.copyOf(sources);
    images = List.copyOf(images);
    packages = List.copyOf(packages);
    without = List.copyOf(without);
    run = List.copyOf(run);
  }

  /** The first of its names, as users write it. */
  public String displayName() {
    return images.getFirst().familiar();
  }
}
