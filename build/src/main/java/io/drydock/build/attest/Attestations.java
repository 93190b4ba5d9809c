package io.drydock.build.attest;

import com.google.gson.JsonObject;
import io.drydock.build.AttestationOptions;
import io.drydock.build.BuildRequest;
import io.drydock.build.packages.PackageUrl;
import io.drydock.build.plan.Plan;
import io.drydock.build.solve.LayerAccess;
import io.drydock.build.solve.Result;
import io.drydock.oci.Digest;
import io.drydock.oci.ImageReference;
import io.drydock.oci.tree.FileTree;
import io.drydock.store.Images;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to be said about the results of one build, and what there is to say. */
public final class Attestations {
  /** Nothing is said. */
  public static final Attestations NONE = new Attestations(AttestationOptions.NONE, null, null);

  private static final String SLSA_1 = "https://slsa.dev/provenance/v1";
  private static final String SLSA_02 = "https://slsa.dev/provenance/v0.2";
  private static final String SPDX = "https://spdx.dev/Document";

  private final AttestationOptions options;
  private final @Nullable Provenance provenance;
  private final @Nullable BillOfMaterials materials;

  /** Whether an output has attestations. */
  public enum Use {
    NEVER,
    IF_ASKED,
    BY_DEFAULT
  }

  /**
   * @param provenance tells how the images were made
   * @param materials tells what is in them
   */
  public Attestations(
      AttestationOptions options,
      @Nullable Provenance provenance,
      @Nullable BillOfMaterials materials) {
    this.options = options;
    this.provenance = provenance;
    this.materials = materials;
  }

  /**
   * Those that a build asks for.
   *
   * @param results what the plan's nodes came to
   * @param begun when the build began
   */
  public static Attestations of(
      BuildRequest request, Results results, LayerAccess access, Instant begun) {
    AttestationOptions options = request.attestations();
    boolean provenance = options.provenance().isPresent() || options.described();
    return new Attestations(
        options,
        provenance ? new Provenance(request.invocation(), results, begun) : null,
        options
            .sbom()
            .map(each ->
                new BillOfMaterials(each, results, access, request.sourceDateEpoch().orElse(begun)))
            .orElse(null));
  }

  /** Whether they change nothing about any output. */
  public boolean areNone() {
    return options.areNone();
  }

  public boolean alwaysIndex() {
    return options.alwaysIndex();
  }

  /** Whether there is anything to say in such an output. */
  public boolean areFor(Use use) {
    if (options.areNone()) {
      return false;
    }
    boolean asked =
        options.sbom().isPresent()
            || options.provenance().filter(each -> !each.byDefault()).isPresent();
    return use != Use.NEVER
        && (asked || (use == Use.BY_DEFAULT && options.provenance().isPresent()));
  }

  /** The statements about an image. */
  public List<Statement> about(
      Plan.Target target, Result.Rootfs rootfs, Images.Image image, List<ImageReference> names) {
    Digest digest = image.manifestDescriptor().digest();
    var subjects = new ArrayList<Statement.Subject>();
    for (ImageReference each : names) {
      subjects.add(new Statement.Subject(PackageUrl.image(each, target.platform()), digest));
    }
    if (subjects.isEmpty()) {
      subjects.add(new Statement.Subject("_", digest));
    }
    var statements = new ArrayList<Statement>();
    if (materials != null) {
      for (JsonObject each : materials.of(target, rootfs)) {
        statements.add(statement(SPDX, subjects, each));
      }
    }
    if (provenance != null && options.provenance().isPresent()) {
      statements.add(
          statement(
              provenanceType(),
              subjects,
              provenance.predicate(options.provenance().get(), target, Optional.of(image))));
    }
    return statements;
  }

  /** The statements about a result that goes out as files; those that only go into images miss. */
  public List<Statement> aboutFiles(Plan.Target target, Result.Rootfs rootfs, FileTree tree)
      throws IOException {
    Optional<AttestationOptions.Provenance> told =
        options.provenance().filter(each -> !each.inlineOnly());
    if (materials == null && told.isEmpty()) {
      return List.of();
    }
    List<Statement.Subject> subjects = FileSubjects.of(tree);
    var statements = new ArrayList<Statement>();
    if (materials != null) {
      // Of several the first, which is about the result itself: there is one file name only.
      statements.add(statement(SPDX, subjects, materials.of(target, rootfs).getFirst()));
    }
    if (provenance != null && told.isPresent()) {
      statements.add(
          statement(
              provenanceType(),
              subjects,
              provenance.predicate(told.get(), target, Optional.empty())));
    }
    return statements;
  }

  /** How the platform's image was made, for the build's own report; empty when nobody asked. */
  public Optional<JsonObject> described(Plan.Target target) {
    return options.described() && provenance != null
        ? Optional.of(
            provenance.predicate(
                options.provenance().orElse(AttestationOptions.Provenance.DEFAULT),
                target,
                Optional.empty()))
        : Optional.empty();
  }

  private Statement statement(String type, List<Statement.Subject> subjects, JsonObject predicate) {
    String file =
        type.equals(SPDX)
            ? options.sbom().map(AttestationOptions.Sbom::fileName).orElse("sbom.spdx.json")
            : options.provenance().orElseThrow().fileName();
    return new Statement(type, subjects, predicate, file);
  }

  private String provenanceType() {
    return options.provenance().orElseThrow().slsa1() ? SLSA_1 : SLSA_02;
  }
}
