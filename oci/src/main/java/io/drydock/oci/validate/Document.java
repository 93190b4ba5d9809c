package io.drydock.oci.validate;

import io.drydock.core.DrydockException;
import io.drydock.core.ErrorKind;
import io.drydock.core.Json;
import java.util.List;
import java.util.stream.Collectors;

/** The kinds of documents that can be checked. */
public enum Document {
  DESCRIPTOR("descriptor"),
  MANIFEST("image manifest"),
  INDEX("image index"),
  LAYOUT("image layout"),
  CONFIG("image config"),
  RUNTIME_CONFIG("runtime config"),
  RUNTIME_STATE("container state"),
  RUNTIME_FEATURES("runtime features");

  private final String title;

  Document(String title) {
    this.title = title;
  }

  private Rule rule() {
    return switch (this) {
      case DESCRIPTOR -> ImageRules.DESCRIPTOR;
      case MANIFEST -> ImageRules.MANIFEST;
      case INDEX -> ImageRules.INDEX;
      case LAYOUT -> ImageRules.LAYOUT;
      case CONFIG -> ImageRules.CONFIG;
      case RUNTIME_CONFIG -> RuntimeRules.CONFIG;
      case RUNTIME_STATE -> RuntimeRules.STATE;
      case RUNTIME_FEATURES -> RuntimeRules.FEATURES;
    };
  }

  /** All faults of the document, in its order; none when it is as its specification demands. */
  public List<Fault> faults(byte[] json) {
    var findings = new Findings();
    try {
      rule().check(Json.parse(json, title), findings);
    } catch (DrydockException e) {
      findings.add(e.getMessage());
    }
    return findings.faults();
  }

  /**
   * Does nothing when the document has no faults.
   *
   * @param name names the document in the error
   * @throws DrydockException of kind INVALID that lists all faults
   */
  public void require(byte[] json, String name) {
    List<Fault> faults = faults(json);
    if (!faults.isEmpty()) {
      throw new DrydockException(
          ErrorKind.INVALID,
          name
              + " is not a valid "
              + title
              + ": "
              + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
    }
  }
}
