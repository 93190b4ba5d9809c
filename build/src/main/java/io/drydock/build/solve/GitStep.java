package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.build.remote.GitRepository;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.tree.FileTree;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks a git repository out. The remote is only asked for the commit; that is fetched when
 * somebody looks into it.
 */
final class GitStep implements Step {
  private final GitRepository repository;
  private final Operation.Git operation;

  GitStep(Environment environment, Operation.Git operation) {
    this.repository = new GitRepository(environment.remoteAccess(), operation.remote());
    this.operation = operation;
  }

  @Override
  public boolean looksUpFast() {
    return GitRepository.isCommit(operation.ref());
  }

  @Override
  public Optional<Result> lookUp() {
    return looksUpFast() ? Optional.of(result(operation.ref())) : Optional.empty();
  }

  @Override
  public String claim() {
    return "fetch " + operation.remote() + "#" + operation.ref();
  }

  @Override
  public Outcome carryOut() throws IOException, InterruptedException {
    return new Outcome(result(repository.commit(operation.ref())), false);
  }

  private Result result(String commit) {
    if (!commit.startsWith(operation.checksum())) {
      throw new DrydockException(
          ErrorKind.CORRUPT,
          "expected checksum to match " + operation.checksum() + ", got " + commit);
    }
    var selection =
        new GitRepository.Selection(
            operation.subdirectory(),
            operation.keepGitDirectory(),
            operation.submodules(),
            operation.commitTimes());
    String identity = Keys.of("git", commit, selection.key());
    String uri = operation.remote() + (operation.ref().isEmpty() ? "" : "#" + operation.ref());
    return new Result.Files(
        new LazyTree(() -> checkOut(commit, selection)),
        Optional.of(identity),
        Optional.of(new Result.Origin(uri, "sha1", commit)));
  }

  private FileTree checkOut(String commit, GitRepository.Selection selection) {
    try {
      return repository.tree(commit, selection);
    } catch (IOException e) {
      throw Failures.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failures.of(e);
    }
  }
}
