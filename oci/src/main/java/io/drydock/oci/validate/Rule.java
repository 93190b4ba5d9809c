package io.drydock.oci.validate;

import com.google.gson.JsonElement;

/** What a value has to be. */
@FunctionalInterface
interface Rule {
  void check(JsonElement value, Findings findings);

  /** Both this and the other. */
  default Rule and(Rule other) {
    return (value, findings) -> {
      check(value, findings);
      other.check(value, findings);
    };
  }
}
