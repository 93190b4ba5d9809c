package io.drydock.build.input;

import io.drydock.build.BuildContext;
import io.drydock.build.remote.Downloads;
import io.drydock.build.remote.GitReference;
import io.drydock.build.remote.GitRepository;
import io.drydock.build.remote.HttpSource;
import io.drydock.build.remote.RemoteAccess;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.dockerfile.Dockerfile;
import io.drydock.oci.tree.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** Contexts at a URL: a git repository, an archive, or a lone Dockerfile. */
final class RemoteContexts {
  private final TarContexts tars;

  RemoteContexts(TarContexts tars) {
    this.tars = tars;
  }

  /** Tells contexts at a URL from directories, as docker does. */
  static boolean isRemote(String word) {
    return isDownload(word)
        || word.startsWith("git://")
        || word.startsWith("git@")
        || word.startsWith("ssh://")
        || word.startsWith("file://")
        || word.startsWith("github.com/");
  }

  private static boolean isDownload(String word) {
    return word.startsWith("http://") || word.startsWith("https://");
  }

  /**
   * Fetches what the word names and reads the Dockerfile in it.
   *
   * @param file the Dockerfile's path in the context, or {@link BuildInput#STDIN}
   */
  BuildInput read(String word, Optional<String> file, InputStream stdin) {
    Optional<GitReference> git = GitReference.parseContext(word);
    if (git.isPresent()) {
      return new TreeInput(checkOut(git.get()), word).read(file, stdin);
    }
    if (!isDownload(word)) {
      throw new DrydockException(
          ErrorKind.INVALID, "unable to prepare context: " + word + " names no repository");
    }
    return download(word, file, stdin);
  }

  private FileTree checkOut(GitReference reference) {
    RemoteAccess access = tars.access();
    var repository = new GitRepository(access, reference.remote());
    var selection =
        new GitRepository.Selection(
            reference.subdirectory(),
            reference.keepGitDirectory().orElse(access.keepsGitDirectories()),
            reference.submodules().orElse(true),
            reference.commitTimes());
    try {
      String commit = repository.commit(reference.ref());
      if (!commit.startsWith(reference.checksum())) {
        throw new DrydockException(
            ErrorKind.CORRUPT,
            "expected checksum to match " + reference.checksum() + ", got " + commit);
      }
      return repository.tree(commit, selection);
    } catch (IOException e) {
      throw new DrydockException(
          ErrorKind.UNAVAILABLE, "cannot fetch " + reference.remote() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrydockException(ErrorKind.CANCELLED, "context canceled", e);
    }
  }

  private BuildInput download(String word, Optional<String> file, InputStream stdin) {
    URI url = HttpSource.uri(word);
    RemoteAccess access = tars.access();
    Downloads.Download download =
        new Downloads(access, System.getenv()).fetch(url, Optional.empty());
    try (var content = new BufferedInputStream(access.store().blobs().open(download.digest()))) {
      if (StdinInput.holdsTar(content)) {
        return new TreeInput(tars.read(content), word).read(file, stdin);
      }
      byte[] text = content.readAllBytes();
      return new BuildInput(
          Dockerfile.parse(word, text), text.length, new BuildContext.Tree(tars.empty()));
    } catch (IOException e) {
      throw new DrydockException(ErrorKind.UNAVAILABLE, "cannot read " + word + ": " + e, e);
    }
  }
}
