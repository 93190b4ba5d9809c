package io.drydock.build.export;

import io.drydock.build.Annotation.Place;
import io.drydock.build.ImageForm;
import io.drydock.build.attest.AttestationManifest;
import io.drydock.build.attest.Attestations;
import io.drydock.build.attest.Statement;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageIndex;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.Platform;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts images, and what is said about them, under one name: an index, where it needs one. */
final class IndexAssembler {
  private static final String CREATED = "org.opencontainers.image.created";

  private final Store store;
  private final Attestations attestations;
  private final List<Exporter.Solved> solved;

  IndexAssembler(Store store, Attestations attestations, List<Exporter.Solved> solved) {
    this.store = store;
    this.attestations = attestations;
    this.solved = solved;
  }

  /**
   * The images as a set; index and attestation manifests are in the store's blobs.
   *
   * @param names of the result, which attestations are about
   */
  ImageSet assemble(
      ImageForm form, List<Images.Image> images, List<ImageReference> names, boolean attested) {
    if (images.size() == 1 && !attested && !attestations.alwaysIndex()) {
      return new ImageSet(form, images, false, single(form, images.getFirst()));
    }
    var manifests = new ArrayList<Descriptor>();
    for (int i = 0; i < images.size(); i++) {
      manifests.add(annotated(form, images.get(i).manifestDescriptor(), platform(i)));
    }
    for (int i = 0; attested && i < images.size(); i++) {
      List<Statement> said =
          attestations.about(solved.get(i).target(), solved.get(i).rootfs(), images.get(i), names);
      if (!said.isEmpty()) {
        Descriptor image = images.get(i).manifestDescriptor();
        manifests.add(
            new AttestationManifest(store, form.attestationArtifacts()).store(image, said));
      }
    }
    return new ImageSet(form, images, attested, index(form, manifests));
  }

  private Descriptor index(ImageForm form, List<Descriptor> manifests) {
    String type = form.ociTypes() ? MediaTypes.OCI_INDEX : MediaTypes.DOCKER_INDEX;
    var index =
        new ImageIndex(type, "", manifests, Optional.empty(), form.annotations(Place.INDEX));
    byte[] bytes = index.toBytes();
    return new Descriptor(type, store.blobs().put(bytes), bytes.length)
        .withAnnotations(withCreated(form.annotations(Place.INDEX_DESCRIPTOR)));
  }

  /**
   * What points at the result also says when it was made, if that was asked to be a certain time.
   */
  private Map<String, String> withCreated(Map<String, String> said) {
    var all = new TreeMap<String, String>();
    solved
        .getFirst()
        .target()
        .config()
        .created()
        .ifPresent(epoch -> all.put(CREATED, epoch.toString()));
    all.putAll(said);
    return all;
  }

  private Descriptor single(ImageForm form, Images.Image image) {
    if (!form.annotations(Place.INDEX).isEmpty()
        || !form.annotations(Place.INDEX_DESCRIPTOR).isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          "index annotations not supported for single platform export",
          null,
          "Annotate the manifest, or build for several platforms.",
          null);
    }
    Descriptor manifest = image.manifestDescriptor().bare();
    return manifest.withAnnotations(
        withCreated(form.annotations(Place.MANIFEST_DESCRIPTOR, platform(0))));
  }

  private static Descriptor annotated(ImageForm form, Descriptor manifest, Platform platform) {
    return manifest.withAnnotations(form.annotations(Place.MANIFEST_DESCRIPTOR, platform));
  }

  private Platform platform(int index) {
    return solved.get(index).target().platform();
  }
}
