package io.drydock.buildkit.control;

import io.drydock.build.StepFailedException;
import io.drydock.buildkit.grpc.GrpcException;
import io.drydock.buildkit.message.DockerfileText;
import io.drydock.core.DrydockException;
import io.drydock.core.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Errors as clients get them: with the Dockerfile that they have a place in. */
final class ErrorPlaces {
  /** A longer Dockerfile is not sent along: the error is a header of the answer. */
  private static final int LONGEST = 256 << 10;

  private ErrorPlaces() {}

  /** An error of the frontend. */
  static DrydockException of(DrydockException error, Optional<DockerfileText> dockerfile) {
    return error
        .location()
        .flatMap(place -> dockerfile.map(file -> with(error, file, place)))
        .orElse(error);
  }

  /** An error of a build that was carried out. */
  static DrydockException of(DrydockException error, PreparedBuild build) {
    Optional<String> step =
        error instanceof StepFailedException failed ? Optional.of(failed.step()) : Optional.empty();
    return error
        .location()
        .flatMap(place -> build.dockerfileWith(place, step).map(file -> with(error, file, place)))
        .orElse(error);
  }

  private static DrydockException with(
      DrydockException error, DockerfileText file, SourceLocation place) {
    return file.text().length() > LONGEST
        ? error
        : GrpcException.of(error).withDetails(List.of(file.errorDetail(place)));
  }
}
