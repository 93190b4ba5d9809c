package io.drydock.build.export;

import io.drydock.build.BuildResult;
import io.drydock.build.ImageForm;
import io.drydock.build.Output;
import io.drydock.build.attest.Attestations;
import io.drydock.build.attest.Attestations.Use;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Progress;
import io.drydock.build.solve.Result;
import io.drydock.distribution.Registries;
import io.drydock.oci.Descriptor;
import io.drydock.oci.ImageReference;
import io.drydock.store.Images;
import io.drydock.store.Layers;
import io.drydock.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the outputs of one build. What only some outputs need is in classes of its own, which are
 * not loaded for an image in the store.
 */
public final class Exporter {
  private final Store store;
  private final LayerAccess access;
  private final Progress progress;
  private final Supplier<Registries> registries;
  private final Attestations attestations;
  private final List<Solved> solved;
  private final List<ImageSet> sets = new ArrayList<>();
  private @Nullable ImageSet result;
  private ConfigExtension extension = ConfigExtension.NONE;

  /** One platform's solved target. */
  public record Solved(Plan.Target target, Result.Rootfs rootfs) {}

  /** The images that were made, and what names point at. */
  public record Exported(List<BuildResult.Image> images, Optional<Descriptor> target) {
    public Exported {
      images = List.copyOf(images);
    }
  }

  /**
   * @param registries asked for when something is pushed
   * @param attestations what is to be said about images
   * @param solved one for each platform
   */
  public Exporter(
      Workplace workplace,
      Supplier<Registries> registries,
      Attestations attestations,
      List<Solved> solved) {
    this.store = workplace.store();
    this.access = workplace.access();
    this.progress = workplace.progress();
    this.registries = registries;
    this.attestations = attestations;
    this.solved = List.copyOf(solved);
  }

  /** What every exporter works with. */
  public record Workplace(Store store, LayerAccess access, Progress progress) {}

  /** Lets the configs of images have more in them. */
  public void extendConfigs(ConfigExtension more) {
    extension = more;
  }

  /** Makes all outputs. Names are given last, so that an image that is named is whole. */
  public Exported export(List<Output> outputs) {
    var naming = new ArrayList<Naming>();
    for (Output each : outputs) {
      if (each instanceof Output.Image image) {
        image(image, naming);
      } else if (each instanceof Output.Archive archive) {
        archives().archive(archive, set(archive.form(), archive.names(), use(archive.docker())));
      } else if (each instanceof Output.Layout layout) {
        archives().layout(layout, set(layout.form(), layout.names(), use(layout.docker())));
      } else if (each instanceof Output.Tar tar) {
        files().tar(tar);
      } else if (each instanceof Output.Local local) {
        files().local(local);
      }
    }
    for (Naming each : naming) {
      name(each.output(), each.set());
    }
    return exported();
  }

  /** An image that the store is to have under names. */
  private record Naming(Output.Image output, ImageSet set) {}

  /** Programs that know only docker's archives take an index with attestations for damage. */
  private static Use use(boolean docker) {
    return docker ? Use.NEVER : Use.BY_DEFAULT;
  }

  private Exported exported() {
    if (result == null) {
      return new Exported(List.of(), Optional.empty());
    }
    var images = new ArrayList<BuildResult.Image>();
    for (int i = 0; i < solved.size(); i++) {
      images.add(summary(result.images().get(i), solved.get(i)));
    }
    return new Exported(images, Optional.of(result.target()));
  }

  private BuildResult.Image summary(Images.Image image, Solved each) {
    long size = 0;
    for (int i = 0; i < image.config().diffIds().size(); i++) {
      size +=
          store.layers().size(image.config().diffIds().get(i), image.manifest().layers().get(i));
    }
    return new BuildResult.Image(
        each.target().platform(), image.manifestDescriptor(), image.id(), size, image.config());
  }

  private void image(Output.Image image, List<Naming> naming) {
    Output.Places places = image.places();
    ImageSet set;
    if (places.push().isPresent()) {
      set =
          new RegistryExport(store, progress, registries, attestations, solved)
              .push(image, assemble(image.form(), !places.store()));
      keep(set);
    } else {
      set = set(image.form(), image.names(), Use.IF_ASKED);
    }
    if (places.store()) {
      naming.add(new Naming(image, set));
    }
  }

  private void name(Output.Image image, ImageSet set) {
    Descriptor target = set.target().bare();
    Output.Places places = image.places();
    List<ImageReference> names = image.names();
    if (names.isEmpty() && !places.danglingPrefix().isEmpty()) {
      names = List.of(canonical(ImageReference.parse(places.danglingPrefix()), target));
    }
    if (names.isEmpty()) {
      store.images().keep(target);
    }
    for (ImageReference name : names) {
      store.images().tag(name.withDefaultTag(), target);
      if (places.canonicalName()) {
        store.images().tag(canonical(name, target), target);
      }
    }
    if (places.unpack()) {
      set.images().forEach(this::unpack);
    }
  }

  private static ImageReference canonical(ImageReference name, Descriptor target) {
    return new ImageReference(
        name.domain(), name.path(), Optional.empty(), Optional.of(target.digest()));
  }

  private void unpack(Images.Image image) {
    store.layers().trees(image.config().diffIds().stream().map(Layers.Id::of).toList());
  }

  /** The images so written, with an index over them if there is one; made once for each form. */
  private ImageSet set(ImageForm form, List<ImageReference> names, Use use) {
    boolean attested = attestations.areFor(use);
    for (ImageSet each : sets) {
      if (each.form().equals(form) && each.attested() == attested) {
        return each;
      }
    }
    List<Images.Image> images = assemble(form, false);
    ImageSet set =
        form.isPlain() && images.size() == 1 && attestations.areNone()
            ? new ImageSet(form, images, false, images.getFirst().manifestDescriptor().bare())
            : new IndexAssembler(store, attestations, solved)
                .assemble(form, images, names, attested);
    sets.add(set);
    keep(set);
    return set;
  }

  /** The first is what the build reports. */
  private void keep(ImageSet set) {
    result = result == null ? set : result;
  }

  private List<Images.Image> assemble(ImageForm form, boolean layersMayBeElsewhere) {
    var vertex = Work.vertex("exporting to image");
    progress.started(vertex);
    var assembler = new ImageAssembler(store, access, form, layersMayBeElsewhere, extension);
    var images = new ArrayList<Images.Image>();
    progress.part(
        vertex,
        "exporting layers",
        () -> solved.forEach(each -> images.add(assembler.assemble(each.target(), each.rootfs()))));
    progress.part(vertex, "writing image " + images.getFirst().id(), () -> {});
    progress.finished(vertex);
    return images;
  }

  private ArchiveExport archives() {
    return new ArchiveExport(store, progress);
  }

  private FilesExport files() {
    return new FilesExport(access, progress, attestations, solved);
  }
}
