package io.drydock.core;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonElement;
import org.junit.jupiter.api.Tag;

/** What is read as JSON can be written and read again; everything else is refused. */
@Tag("nightly")
class JsonFuzzTest {
  @DictionaryEntries({
    "{\\\"a\\\":",
    "[[[[",
    "null",
    "1e999",
    "\\\\u0000",
    "\\\\ud800",
    "\\\"\\\":"
  })
  @FuzzTest(maxDuration = "60s")
  void document(byte[] text) {
    JsonElement element;
    try {
      element = Json.parse(text, "input");
    } catch (DrydockException e) {
      if (e.kind() != ErrorKind.INVALID) {
        throw new AssertionError(e);
      }
      return;
    }
    if (!Json.parse(Json.bytes(element), "output").equals(element)) {
      throw new AssertionError("written otherwise than read: " + element);
    }
  }
}
