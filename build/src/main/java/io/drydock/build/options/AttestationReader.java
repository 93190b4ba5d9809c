package io.drydock.build.options;

import io.drydock.build.AttestationOptions;
import io.drydock.build.AttestationOptions.Provenance;
import io.drydock.build.AttestationOptions.Sbom;
import io.drydock.build.Output;
import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code --attest}: {@code type=provenance,mode=max}, {@code type=sbom}. */
final class AttestationReader {
  private static final Set<String> PROVENANCE =
      Set.of(
          "type",
          "mode",
          "builder-id",
          "version",
          "reproducible",
          "inline-only",
          "filename",
          "disabled");
  private static final String TYPE = "type";
  private static final String DISABLED = "disabled";

  private final List<String> values;
  private final boolean defaults;

  /**
   * @param defaults whether images that go out tell how they were made even if nobody asks
   */
  AttestationReader(List<String> values, boolean defaults) {
    this.values = values;
    this.defaults = defaults;
  }

  /** What is to be said; NONE itself when it is nothing, or nothing that one of the outputs has. */
  AttestationOptions read(List<Output> outputs, boolean alwaysIndex, boolean described) {
    Map<String, Fields> byType = byType();
    Optional<Provenance> provenance = provenance(byType.get("provenance"), outputs);
    Optional<Sbom> sbom = Optional.ofNullable(byType.get("sbom")).flatMap(AttestationReader::sbom);
    return provenance.isEmpty() && sbom.isEmpty() && !alwaysIndex && !described
        ? AttestationOptions.NONE
        : new AttestationOptions(provenance, sbom, alwaysIndex, described);
  }

  private Map<String, Fields> byType() {
    var byType = new LinkedHashMap<String, Fields>();
    for (String each : values) {
      Fields fields = Fields.parse("attest", each.contains("=") ? each : "type=" + each);
      String type = fields.required(TYPE);
      if (!type.equals("provenance") && !type.equals("sbom")) {
        throw unknownType(fields, type);
      }
      byType.put(type, fields);
    }
    return byType;
  }

  private static DrydockException unknownType(Fields fields, String type) {
    List<String> known = List.of("provenance", "sbom");
    var error =
        new DrydockException(
            ErrorKind.INVALID,
            "--attest "
                + fields.text()
                + ": unsupported attestation type \""
                + type
                + "\"; known are provenance, sbom");
    return Suggestion.closest(type, known)
        .map(close -> error.withHint("Did you mean " + close + "?"))
        .orElse(error);
  }

  private Optional<Provenance> provenance(@Nullable Fields fields, List<Output> outputs) {
    if (fields == null) {
      return defaults && outputs.stream().anyMatch(AttestationReader::tellsByDefault)
          ? Optional.of(Provenance.DEFAULT)
          : Optional.empty();
    }
    fields.only(PROVENANCE);
    String mode = fields.get("mode").orElse("max");
    boolean max =
        switch (mode) {
          case "min", DISABLED -> false;
          case "", "max", "full" -> true;
          default -> throw invalid(fields, "mode is min or max, not \"" + mode + "\"");
        };
    boolean slsa1 =
        switch (fields.get("version").orElse("v1")) {
          case "v1" -> true;
          case "v0.2" -> false;
          default ->
              throw invalid(
                  fields, "version is v1 or v0.2, not \"" + fields.required("version") + "\"");
        };
    return fields.on(DISABLED, false) || mode.equals(DISABLED)
        ? Optional.empty()
        : Optional.of(
            new Provenance(
                max,
                fields.get("builder-id").orElse(""),
                slsa1,
                fields.on("reproducible", false),
                fields.on("inline-only", false),
                fileName(fields, "provenance.json"),
                false));
  }

  private static boolean tellsByDefault(Output output) {
    return (output instanceof Output.Image image && image.places().push().isPresent())
        || (output instanceof Output.Archive archive && !archive.docker())
        || (output instanceof Output.Layout layout && !layout.docker());
  }

  private static Optional<Sbom> sbom(Fields fields) {
    fields.only(Set.of(TYPE, DISABLED, "generator", "filename", "inline-only"));
    String generator = fields.get("generator").orElse("");
    if (fields.on(DISABLED, false)) {
      return Optional.empty();
    }
    if (!generator.isEmpty()) {
      throw invalid(
          fields,
          "bills of materials are made by the builder itself; other generators are not supported");
    }
    return Optional.of(new Sbom(fileName(fields, "sbom.spdx.json"), false, List.of()));
  }

  private static String fileName(Fields fields, String usual) {
    String name = fields.get("filename").filter(each -> !each.isEmpty()).orElse(usual);
    if (name.contains("/") || name.equals("..") || name.equals(".")) {
      throw invalid(fields, "filename is a name without a directory, not \"" + name + "\"");
    }
    return name;
  }

  private static DrydockException invalid(Fields fields, String what) {
    return new DrydockException(ErrorKind.INVALID, "--attest " + fields.text() + ": " + what);
  }
}
