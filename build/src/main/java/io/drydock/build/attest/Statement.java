package io.drydock.build.attest;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.drydock.core.Json;
import io.drydock.oci.Digest;
import java.util.List;

/**
 * One in-toto statement: a predicate about subjects.
 *
 * @param fileName what it is called where it is a file
 */
public record Statement(
    String predicateType, List<Subject> subjects, JsonObject predicate, String fileName) {
  private static final String TYPE = "https://in-toto.io/Statement/v0.1";

  /** What a statement is about. */
  public record Subject(String name, Digest digest) {}

  public Statement {
    subjects = List.copyOf(subjects);
  }

  public byte[] bytes() {
    var json = new JsonObject();
    json.addProperty("_type", TYPE);
    json.addProperty("predicateType", predicateType);
    var array = new JsonArray();
    for (Subject each : subjects) {
      var subject = new JsonObject();
      subject.addProperty("name", each.name());
      var digest = new JsonObject();
      digest.addProperty(each.digest().algorithm(), each.digest().encoded());
      subject.add("digest", digest);
      array.add(subject);
    }
    json.add("subject", array);
    json.add("predicate", predicate);
    return Json.bytes(json);
  }
}
