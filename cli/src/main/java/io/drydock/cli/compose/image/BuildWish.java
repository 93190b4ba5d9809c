package io.drydock.cli.compose.image;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call says of the builds of services, besides what the files say.
 *
 * @param args build arguments, over those of the files
 * @param pull whether images that builds begin with are asked for anew
 * @param ssh agents and keys, as {@code default} or {@code ID=PATH}
 * @param provenance attestation and its options, in place of what the files say
 * @param sbom the same of the list of what is in the image
 */
public record BuildWish(
    Map<String, String> args,
    boolean noCache,
    boolean pull,
    List<String> ssh,
    Optional<String> provenance,
    Optional<String> sbom) {
  /** As the files say. */
  public static final BuildWish NONE =
      new BuildWish(Map.of(), false, false, List.of(), Optional.empty(), Optional.empty());

  public BuildWish {
    args = Map.copyOf(args);
    ssh = List.copyOf(ssh);
  }
}
