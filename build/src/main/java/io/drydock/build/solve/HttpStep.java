package io.drydock.build.solve;

import io.drydock.build.plan.Operation;
import io.drydock.build.remote.Downloads;
import io.drydock.oci.Digest;
import io.drydock.oci.tree.Entry;
import io.drydock.store.Blobs;
import java.util.Optional;

/** Fetches a file by HTTP; asks first whether the one fetched last is still the same. */
final class HttpStep implements Step {
  private static final int FILE_MODE = 0600;

  private final Environment environment;
  private final Operation.Http operation;

  HttpStep(Environment environment, Operation.Http operation) {
    this.environment = environment;
    this.operation = operation;
  }

  @Override
  public boolean looksUpFast() {
    return operation.checksum().isPresent();
  }

  /** Only a file with a checksum is known without asking. */
  @Override
  public Optional<Result> lookUp() {
    Optional<Digest> checksum = operation.checksum();
    return checksum.isEmpty()
        ? Optional.empty()
        : downloads()
            .last(operation.url())
            .filter(each -> each.digest().equals(checksum.get()))
            .map(this::result);
  }

  @Override
  public String claim() {
    return "fetch " + operation.url();
  }

  @Override
  public Outcome carryOut() {
    Downloads.Download download = downloads().fetch(operation.url(), operation.checksum());
    return new Outcome(result(download), !download.fresh());
  }

  private Downloads downloads() {
    return new Downloads(environment.remoteAccess(), System.getenv());
  }

  private Result result(Downloads.Download download) {
    Blobs blobs = environment.store().blobs();
    Digest digest = download.digest();
    Entry entry =
        Entry.file(operation.fileName(), FILE_MODE, blobs.size(digest), download.modified());
    var tree = new SingleFileTree(entry, digest, () -> blobs.open(digest));
    String identity =
        Keys.of("http", operation.fileName(), digest.toString(), download.modified().toString());
    return new Result.Files(
        tree,
        Optional.of(identity),
        Optional.of(
            new Result.Origin(operation.url().toString(), digest.algorithm(), digest.encoded())));
  }
}
