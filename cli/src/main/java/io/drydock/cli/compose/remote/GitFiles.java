package io.drydock.cli.compose.remote;

import io.drydock.build.remote.GitReference;
import io.drydock.build.remote.GitRepository;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.cli.frame.Session;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.Entry;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Compose files in git repositories: {@code https://host/path.git#ref:folder}, as build contexts
 * are named. The whole commit is checked out, since files name others beside them.
 */
final class GitFiles extends FetchedFiles {
  private final Session session;
  private final LocalCopies copies;

  GitFiles(Session session, LocalCopies copies) {
    this.session = session;
    this.copies = copies;
  }

  @Override
  public boolean accepts(String reference) {
    return GitReference.parseContext(reference).isPresent();
  }

  @Override
  Path fetch(String reference) {
    GitReference git = GitReference.parseContext(reference).orElseThrow();
    var repository = new GitRepository(RemoteAccess.anonymous(session.store()), git.remote());
    var all =
        new GitRepository.Selection("", false, git.submodules().orElse(true), git.commitTimes());
    try {
      String commit = repository.commit(git.ref());
      Path folder =
          copies.folder(
              "git " + git.remote() + " " + commit,
              fresh -> copy(repository.tree(commit, all), "", fresh));
      Path wanted = folder.resolve(git.subdirectory()).normalize();
      if (!wanted.startsWith(folder)) {
        throw new DrydockException(
            ErrorKind.INVALID, reference + " names a folder outside of the repository");
      }
      return LocalCopies.composeFile(wanted, reference);
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot fetch " + reference, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "interrupted while fetching", e);
    }
  }

  private static void copy(FileTree tree, String path, Path target) throws IOException {
    for (Entry each : tree.children(path)) {
      Path copy = target.resolve(each.name());
      if (each.isDirectory()) {
        Files.createDirectory(copy);
        copy(tree, each.path(), copy);
      } else if (each.isSymlink()) {
        Files.createSymbolicLink(copy, Path.of(each.linkTarget()));
      } else if (each.isFile()) {
        try (InputStream content = tree.open(each)) {
          Files.copy(content, copy);
        }
        String permissions = (each.mode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x";
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(permissions));
      }
    }
  }
}
