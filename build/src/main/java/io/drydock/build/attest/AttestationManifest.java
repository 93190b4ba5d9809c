package io.drydock.build.attest;

import io.drydock.oci.Descriptor;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageConfig;
import io.drydock.oci.ImageManifest;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The manifest that an index has beside an image's, with what is said about the image as its layers
 * (BuildKit's "image attestation storage").
 */
public final class AttestationManifest {
  /** Annotation of a descriptor that is no image but belongs to one. */
  public static final String REFERENCE_TYPE = "vnd.docker.reference.type";

  /** Annotation of such a descriptor: the digest of the image's manifest. */
  public static final String REFERENCE_DIGEST = "vnd.docker.reference.digest";

  private static final String ATTESTATION = "attestation-manifest";
  private static final String ARTIFACT_TYPE = "application/vnd.docker.attestation.manifest.v1+json";
  private static final String STATEMENT = "application/vnd.in-toto+json";
  private static final String PREDICATE_TYPE = "in-toto.io/predicate-type";
  private static final Platform NOWHERE = new Platform("unknown", "unknown", "");

  private final Store store;
  private final boolean artifact;

  /**
   * @param artifact whether it is an OCI artifact about the image, not made to look like an image
   */
  public AttestationManifest(Store store, boolean artifact) {
    this.store = store;
    this.artifact = artifact;
  }

  /**
   * Stores the statements and their manifest.
   *
   * @return the manifest's entry for the index
   */
  public Descriptor store(Descriptor image, List<Statement> statements) {
    var layers = new ArrayList<Descriptor>();
    for (Statement each : statements) {
      layers.add(
          put(STATEMENT, each.bytes())
              .withAnnotations(Map.of(PREDICATE_TYPE, each.predicateType())));
    }
    var manifest =
        new ImageManifest(
            MediaTypes.OCI_MANIFEST,
            artifact ? ARTIFACT_TYPE : "",
            artifact ? emptyConfig() : config(layers),
            layers,
            artifact ? Optional.of(image.bare()) : Optional.empty(),
            Map.of());
    return put(MediaTypes.OCI_MANIFEST, manifest.toBytes())
        .withPlatform(NOWHERE)
        .withAnnotations(
            new TreeMap<>(
                Map.of(REFERENCE_DIGEST, image.digest().toString(), REFERENCE_TYPE, ATTESTATION)));
  }

  private Descriptor emptyConfig() {
    return put(MediaTypes.OCI_EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private Descriptor config(List<Descriptor> layers) {
    List<Digest> diffIds = layers.stream().map(Descriptor::digest).toList();
    ImageConfig empty = ImageConfig.empty(NOWHERE);
    var config = new ImageConfig(NOWHERE, Optional.empty(), "", empty.config(), diffIds, List.of());
    return put(MediaTypes.OCI_CONFIG, config.toBytes());
  }

  private Descriptor put(String mediaType, byte[] content) {
    return new Descriptor(mediaType, store.blobs().put(content), content.length);
  }
}
