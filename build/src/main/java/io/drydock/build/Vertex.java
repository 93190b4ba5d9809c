package io.drydock.build;

import io.drydock.core.SourceLocation;
import io.drydock.oci.Digest;
import java.util.List;
import java.util.Optional;

/**
 * One line of a build's progress: a step of the plan or something the builder does beside it.
 *
 * @param digest names the vertex within the build
 * @param name as shown: {@code [build 2/5] RUN make}, {@code [internal] load build context}
 * @param inputs the digests of the vertexes that it waits for
 * @param location the instruction that it comes from
 */
public record Vertex(
    Digest digest, String name, List<Digest> inputs, Optional<SourceLocation> location) {
  public Vertex {
    inputs = List.copyOf(inputs);
  }
}
