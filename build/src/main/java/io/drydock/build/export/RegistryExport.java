package io.drydock.build.export;

import io.drydock.build.ImageForm;
import io.drydock.build.LayerForm;
import io.drydock.build.Output;
import io.drydock.build.Vertex;
import io.drydock.build.attest.Attestations;
import io.drydock.build.solve.Progress;
import io.drydock.distribution.Pusher;
import io.drydock.distribution.Registries;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.oci.MediaTypes;
import io.drydock.oci.layer.Compression;
import io.drydock.store.Images;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Pushes images as they come out of a build: what the registry has is not sent, nor fetched. */
final class RegistryExport {
  private final Store store;
  private final Progress progress;
  private final Supplier<Registries> registries;
  private final Attestations attestations;
  private final List<Exporter.Solved> solved;

  RegistryExport(
      Store store,
      Progress progress,
      Supplier<Registries> registries,
      Attestations attestations,
      List<Exporter.Solved> solved) {
    this.store = store;
    this.progress = progress;
    this.registries = registries;
    this.attestations = attestations;
    this.solved = solved;
  }

  /**
   * Pushes under all names.
   *
   * @param local the images as the store has them
   * @return the images as registries have them: their layers are compressed
   */
  ImageSet push(Output.Image output, List<Images.Image> local) {
    Output.Push push = output.places().push().orElseThrow();
    var result = new ArrayList<ImageSet>();
    Vertex vertex = Work.vertex("pushing " + String.join(", ", familiar(output.names())));
    Work.run(
        progress,
        vertex,
        () -> {
          if (push.insecure()) {
            List<String> domains = output.names().stream().map(ImageReference::domain).toList();
            try (Registries lenient = registries.get().withInsecure(domains)) {
              result.add(push(output, local, vertex, lenient));
            }
          } else {
            result.add(push(output, local, vertex, registries.get()));
          }
        });
    return result.getFirst();
  }

  private static List<String> familiar(List<ImageReference> names) {
    return names.stream().map(ImageReference::familiar).toList();
  }

  private ImageSet push(
      Output.Image output, List<Images.Image> local, Vertex vertex, Registries to) {
    var pusher = new Pusher(to, store, form(output.form()), new PushProgress(progress, vertex));
    List<Images.Image> images = local;
    for (ImageReference name : output.names()) {
      images = layers(pusher, name, images);
    }
    ImageSet set =
        new IndexAssembler(store, attestations, solved)
            .assemble(
                output.form(),
                images,
                output.names(),
                attestations.areFor(Attestations.Use.BY_DEFAULT));
    boolean byDigest = output.places().push().orElseThrow().byDigest();
    for (ImageReference name : output.names()) {
      String shown = "pushing manifest for " + name + "@" + set.target().digest();
      progress.part(vertex, shown, () -> manifests(pusher, name, set, byDigest));
    }
    return set;
  }

  /** Brings all layers to the repository; the images as they fit those there. */
  private static List<Images.Image> layers(
      Pusher pusher, ImageReference name, List<Images.Image> images) {
    var pushed = new ArrayList<Images.Image>();
    for (Images.Image each : images) {
      Descriptor manifest = pusher.pushContent(name, each.manifestDescriptor());
      pushed.add(
          manifest.digest().equals(each.manifestDescriptor().digest())
              ? each
              : new Images.Image(manifest, pusher.manifest(manifest), each.config()));
    }
    return pushed;
  }

  private void manifests(Pusher pusher, ImageReference name, ImageSet set, boolean byDigest) {
    Descriptor target = set.target();
    if (MediaTypes.isIndex(target.mediaType())) {
      for (Descriptor each : pusher.index(target).manifests()) {
        if (isAttestation(each, set)) {
          pusher.pushContent(name, each);
        }
        pusher.putManifest(name, each, each.digest().toString());
      }
    }
    String tag =
        byDigest ? target.digest().toString() : name.tag().orElse(target.digest().toString());
    pusher.putManifest(name, target, tag);
  }

  private static boolean isAttestation(Descriptor manifest, ImageSet set) {
    return set.images().stream()
        .noneMatch(each -> each.manifestDescriptor().digest().equals(manifest.digest()));
  }

  private static Pusher.Form form(ImageForm form) {
    LayerForm layers = form.layers();
    return switch (layers.kind()) {
      case AS_IT_IS -> Pusher.Form.GZIP;
      case GZIP, ZSTD, ESTARGZ, UNCOMPRESSED ->
          new Pusher.Form(Compression.NONE, Compression.DEFAULT_LEVEL);
    };
  }
}
